import {
  getBlob,
  getManifest,
  parseReference,
  readImage,
  resolveReference,
  type Layer,
  type Mirrors,
  type PlatformImage,
  type Registry,
  type Repository,
} from '@org/ci-oci';
import { z } from 'zod';

/** What is read of an image's configuration (https://github.com/opencontainers/image-spec/blob/v1.1.1/config.md). */
const Config = z.looseObject({
  config: z.looseObject({ Labels: z.record(z.string(), z.string()).nullish() }).optional(),
  history: z
    .array(z.looseObject({ created_by: z.string().optional(), empty_layer: z.boolean().optional() }))
    .optional(),
});
export type Config = z.infer<typeof Config>;

/** The configuration of one platform's image. */
export async function readConfig(
  registry: Registry,
  repository: Repository,
  image: PlatformImage,
): Promise<Config> {
  const { content } = await getManifest(registry, { ...repository, digest: image.digest });
  if (content.kind !== 'image') return {};
  const bytes = await getBlob(registry, repository, content.manifest.config);
  return Config.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** linux/arm64 is linux/arm64/v8: the variant is left out by some. */
const isSamePlatform = (a: string, b: string): boolean =>
  a.split('/').slice(0, 2).join('/') === b.split('/').slice(0, 2).join('/');

/** One line per layer, from the history; layers without one get an empty text. */
export function createdBy({ history = [] }: Config, layers: readonly Layer[]): string[] {
  const steps = history.filter(({ empty_layer: isEmpty }) => isEmpty !== true);
  return layers.map((_, index) => (steps[index]?.created_by ?? '').replace(/\s+/g, ' ').slice(0, 120));
}

/** Reference of the base image by the labels of OCI (org.opencontainers.image.base.name, .digest). */
export function baseReference({ config }: Config): string | undefined {
  const labels = config?.Labels ?? {};
  const [name, digest] = [
    labels['org.opencontainers.image.base.name'],
    labels['org.opencontainers.image.base.digest'],
  ];
  if (!name) return undefined;
  const bare = name.split('@')[0] ?? name;
  return digest?.startsWith('sha256:') ? `${bare}@${digest}` : name;
}

/** Timestamps that were rewritten for reproducibility change a layer's digest, and its compressed size by very little. */
const isSameLayer = (a: Layer, b: Layer): boolean =>
  a.digest === b.digest || Math.abs(a.size - b.size) <= 64 + b.size * 0.02;

/** How many of the layers are the base's: all of its layers, in front, or none. A label alone proves nothing. */
export const baseLayers = (layers: readonly Layer[], base: readonly Layer[]): number =>
  base.length <= layers.length &&
  base.every((layer, index) => {
    const own = layers[index];
    return own !== undefined && isSameLayer(own, layer);
  })
    ? base.length
    : 0;

/** How many layers are those of the image that the labels name; 0 where nobody says which it is. Registry errors pass. */
export async function baseLayerCount(
  registry: Registry,
  config: Config,
  { platform, layers }: PlatformImage,
  mirrors: Mirrors,
): Promise<number> {
  const reference = baseReference(config);
  const parsed = reference === undefined ? undefined : parseReference(reference);
  if (!parsed?.ok) return 0;
  const { source } = await resolveReference(registry, parsed.value, mirrors);
  const image = await readImage(registry, source);
  const base = image.platforms.find((one) => isSamePlatform(one.platform, platform));
  return baseLayers(layers, base?.layers ?? []);
}
