import { failed, ok, type Result } from '@org/ci-core';
import { z } from 'zod';
import { isDigest } from './digest';
import { isImageType, isIndexType } from './media-types';
import { Platform } from './platform';

const Annotations = z.record(z.string(), z.string());

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md; unknown members are kept. */
export const Descriptor = z.looseObject({
  mediaType: z.string().min(1),
  digest: z.string().refine(isDigest, 'is not sha256:<64 hex digits>'),
  size: z.int().nonnegative(),
  artifactType: z.string().optional(),
  annotations: Annotations.optional(),
  platform: Platform.optional(),
});
export type Descriptor = z.infer<typeof Descriptor>;

/** Registries written in Go send an empty list as null. */
const Descriptors = z
  .array(Descriptor)
  .nullable()
  .transform((list) => list ?? []);

/** An image (or artifact) manifest of OCI or Docker. */
export const Manifest = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: Descriptor,
  layers: Descriptors,
  subject: Descriptor.optional(),
  annotations: Annotations.optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/** An OCI index or a Docker manifest list. */
export const Index = z.looseObject({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  manifests: Descriptors,
  subject: Descriptor.optional(),
  annotations: Annotations.optional(),
});
export type Index = z.infer<typeof Index>;

/** The part of an image's config that is read here. */
export const ImageConfig = Platform;
export type ImageConfig = Platform;

export type ManifestContent =
  { readonly kind: 'index'; readonly index: Index } | { readonly kind: 'image'; readonly manifest: Manifest };

/** Bytes as JSON of the given schema; a Problem (code `manifest-invalid`) says what is wrong, at `where`. */
export function parseJson<T>(schema: z.ZodType<T>, bytes: Uint8Array, where: string): Result<T> {
  const fix = 'push the image again; the registry serves something that is not OCI';
  try {
    const parsed = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    if (parsed.success) return ok(parsed.data);
    const problems = parsed.error.issues.slice(0, 10).map((issue) => ({
      code: 'manifest-invalid',
      where: `${where} › ${issue.path.join('.')}`,
      what: issue.message,
      fix,
    }));
    return failed(...problems);
  } catch {
    return failed({ code: 'manifest-invalid', where, what: 'is not JSON in UTF-8', fix });
  }
}

/** A manifest of the media type that the registry named for it. */
export function parseManifest(bytes: Uint8Array, mediaType: string, where: string): Result<ManifestContent> {
  if (isIndexType(mediaType)) {
    const index = parseJson(Index, bytes, where);
    return index.ok ? ok({ kind: 'index', index: index.value }) : index;
  }
  if (isImageType(mediaType)) {
    const manifest = parseJson(Manifest, bytes, where);
    return manifest.ok ? ok({ kind: 'image', manifest: manifest.value }) : manifest;
  }
  const what = `its media type ${JSON.stringify(mediaType.slice(0, 120))} is neither an image nor an index`;
  return failed({
    code: 'manifest-invalid',
    where,
    what,
    fix: 'push it again in OCI or Docker schema 2 format',
  });
}
