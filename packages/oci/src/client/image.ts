import { ProblemError, unwrap } from '@org/ci-core';
import { ImageConfig, parseJson, type Descriptor, type Manifest } from '../content/manifest';
import { formatPlatform } from '../content/platform';
import { apiUrl, formatWhere } from '../http/call';
import { formatReference, type Reference } from '../reference/reference';
import { getBlob } from './blobs';
import { getManifest, type StoredManifest } from './manifests';
import type { Registry } from './registry';

export interface Layer {
  readonly digest: string;
  readonly mediaType: string;
  /** Compressed bytes. */
  readonly size: number;
}

export interface PlatformImage {
  /** `linux/amd64`, `linux/arm64/v8` */
  readonly platform: string;
  /** Of this platform's manifest. */
  readonly digest: string;
  /** Compressed bytes of all layers: what is stored and pulled. */
  readonly size: number;
  readonly configDigest: string;
  readonly layers: readonly Layer[];
}

export interface Image {
  /** Of what the reference names: an index or a manifest. */
  readonly digest: string;
  readonly mediaType: string;
  /** In the index's order. */
  readonly platforms: readonly PlatformImage[];
}

/** buildx keeps attestations beside the images of an index, under the platform unknown/unknown. */
const isAttestation = ({ annotations, platform }: Descriptor): boolean =>
  annotations?.['vnd.docker.reference.type'] === 'attestation-manifest' || platform?.os === 'unknown';

async function readPlatform(registry: Registry, reference: Reference, { config }: Manifest): Promise<string> {
  const where = formatWhere('GET', apiUrl(reference, `blobs/${config.digest}`));
  return formatPlatform(unwrap(parseJson(ImageConfig, await getBlob(registry, reference, config), where)));
}

function notAnImage(reference: Reference): ProblemError {
  const what = 'an index within an index is not an image';
  return new ProblemError({
    code: 'manifest-invalid',
    where: formatReference(reference),
    what,
    fix: 'name one of its entries',
  });
}

async function describe(
  registry: Registry,
  reference: Reference,
  stored: StoredManifest,
  entry?: Descriptor,
): Promise<PlatformImage> {
  if (stored.content.kind === 'index') throw notAnImage(reference);
  const { manifest } = stored.content;
  const platform = entry?.platform
    ? formatPlatform(entry.platform)
    : await readPlatform(registry, reference, manifest);
  const layers = manifest.layers.map(({ digest, mediaType, size }) => ({ digest, mediaType, size }));
  const size = layers.reduce((sum, layer) => sum + layer.size, 0);
  return { platform, digest: stored.digest, size, configDigest: manifest.config.digest, layers };
}

/** What a reference names, platform by platform, with sizes and layers. */
export async function readImage(registry: Registry, reference: Reference): Promise<Image> {
  const stored = await getManifest(registry, reference);
  const { digest, mediaType, content } = stored;
  if (content.kind === 'image')
    return { digest, mediaType, platforms: [await describe(registry, reference, stored)] };
  const platforms: PlatformImage[] = [];
  for (const entry of content.index.manifests.filter((each) => !isAttestation(each))) {
    const child = { host: reference.host, repository: reference.repository, digest: entry.digest };
    platforms.push(await describe(registry, child, await getManifest(registry, child), entry));
  }
  return { digest, mediaType, platforms };
}
