import { Digest, failed, ok, problemsFromZod, type Result } from '@org/ci-core';
import { z } from 'zod';

/** What is read of buildx's `--metadata-file` (https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file). */
const Metadata = z.looseObject({
  'containerimage.digest': Digest.optional(),
  'containerimage.config.digest': Digest.optional(),
  'image.name': z.string().optional(),
  'buildx.build.ref': z.string().optional(),
  'buildx.build.provenance': z.record(z.string(), z.unknown()).optional(),
});

export interface BuildMetadata {
  /** Of the manifest, or of the index of several platforms. */
  readonly digest: string | undefined;
  /** Of the image's configuration: what engines call the image's id. */
  readonly configDigest: string | undefined;
  /** The build's record at the builder. */
  readonly ref: string | undefined;
  /** SLSA provenance predicates by platform; one platform has the key `''`. */
  readonly provenance: Readonly<Record<string, unknown>>;
}

const perPlatform = /^buildx\.build\.provenance\/(.+)$/;

/** Text of a metadata file. */
export function parseMetadata(text: string): Result<BuildMetadata> {
  const source = 'docker buildx build --metadata-file';
  try {
    const parsed = Metadata.safeParse(JSON.parse(text));
    if (!parsed.success) return failed(...problemsFromZod(parsed.error, source, 'tool-output'));
    const single = parsed.data['buildx.build.provenance'];
    const several = Object.entries(parsed.data).flatMap(([key, value]) => {
      const platform = perPlatform.exec(key)?.[1];
      return platform === undefined ? [] : [[platform, value] as const];
    });
    return ok({
      digest: parsed.data['containerimage.digest'],
      configDigest: parsed.data['containerimage.config.digest'],
      ref: parsed.data['buildx.build.ref'],
      provenance: Object.fromEntries([...(single ? [['', single] as const] : []), ...several]),
    });
  } catch {
    return failed({
      code: 'tool-output',
      where: source,
      what: 'it is not JSON',
      fix: 'use a current buildx',
    });
  }
}
