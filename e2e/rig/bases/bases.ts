import { mirrorName } from '../registry/hosts.js';
import { headManifest, putBlob, putManifest } from '../registry/push.js';
import type { Architecture } from '../os/platform.js';
import { layersOf, type BaseImage } from './image.js';
import { buildLayer, type PackedLayer } from './layer.js';
import { formatConfig, formatIndex, formatManifest, type Document } from './manifest.js';
import { debian } from './recipes/debian.js';
import { distroless } from './recipes/distroless.js';
import { node } from './recipes/node.js';
import { memcached } from './recipes/memcached.js';
import { nginx } from './recipes/nginx.js';
import { postgres17, postgres18 } from './recipes/postgres.js';
import { python } from './recipes/python.js';
import { rabbitmq } from './recipes/rabbitmq.js';
import { redis7, redis8 } from './recipes/redis.js';

/** The stand-ins, in the order in which they are pushed. One more is one file and one line here. */
export const baseImages: readonly BaseImage[] = [
  debian,
  node,
  distroless,
  python,
  nginx,
  postgres17,
  postgres18,
  redis8,
  redis7,
  rabbitmq,
  memcached,
];

interface Platform {
  readonly arch: Architecture;
  readonly layers: readonly PackedLayer[];
  readonly config: Document;
  readonly manifest: Document;
}

/** An image with everything that a registry wants of it. */
export interface BuiltBase {
  readonly references: readonly string[];
  readonly platforms: readonly Platform[];
  /** What its tags point at: the manifest of one platform, the index of several. */
  readonly root: Document;
}

/** The stand-ins of these references, each once; one that has no stand-in is an error. */
export function selectBases(wanted?: readonly string[]): readonly BaseImage[] {
  const unknown = wanted?.find((name) => !baseImages.some(({ references }) => references.includes(name)));
  if (unknown !== undefined) throw new Error(`${unknown}: no stand-in of that reference`);
  return baseImages.filter(({ references }) => references.some((name) => wanted?.includes(name) ?? true));
}

/** Images' layers, side by side: shared ones once, those that the cache has not at all. `wanted`: references; all images without it. */
export async function buildBases(
  report: (step: string) => void,
  wanted?: readonly string[],
): Promise<BuiltBase[]> {
  const built = await Promise.all(selectBases(wanted).map(buildBase));
  report(`base images built: ${built.length}`);
  return built;
}

/** Pushes what the registry does not have; answers the references. */
export async function pushBases(bases: readonly BuiltBase[], registry: string): Promise<string[]> {
  await Promise.all(bases.map((base) => pushBase(base, registry)));
  return bases.flatMap(({ references }) => references);
}

async function buildBase({ references, top, architectures, config }: BaseImage): Promise<BuiltBase> {
  const platforms = await Promise.all(
    architectures.map(async (arch): Promise<Platform> => {
      const layers = await Promise.all(layersOf(top).map((layer) => buildLayer(layer, arch)));
      const configuration = formatConfig(arch, config, layers);
      return { arch, layers, config: configuration, manifest: formatManifest(configuration, layers) };
    }),
  );
  const [first, ...others] = platforms;
  if (!first) throw new Error(`${references.join(', ')}: no architecture`);
  const root =
    others.length === 0
      ? first.manifest
      : formatIndex(platforms.map(({ arch, manifest }) => [arch, manifest]));
  return { references, platforms, root };
}

async function pushBase(base: BuiltBase, registry: string): Promise<void> {
  for (const reference of base.references) {
    const [name = '', tag = 'latest'] = mirrorName(reference).split(':');
    if ((await headManifest(registry, name, tag, base.root.mediaType)) === base.root.digest) continue;
    for (const { layers, config, manifest } of base.platforms) {
      for (const { file, digest, size } of layers)
        await putBlob(registry, name, { digest, size, content: { file } });
      await putBlob(registry, name, {
        digest: config.digest,
        size: config.bytes.length,
        content: config.bytes,
      });
      await putManifest(registry, name, manifest.digest, manifest);
    }
    await putManifest(registry, name, tag, base.root);
  }
}
