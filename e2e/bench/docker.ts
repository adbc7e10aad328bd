import { z } from 'zod';
import { imagePath, type Bench } from './bench.js';
import { must } from '../world/must.js';
import type { Sandbox } from '../world/sandbox.js';

/** Repository of this run alone: what an earlier run left in the registry makes nothing faster. */
export const repositoryOf = ({ world }: Bench, name: string): string =>
  `${world.registry}/${imagePath}/${name}-${process.pid}-${Date.now().toString(36)}`;

/** docker in a workspace; ending with anything but 0 is an error. */
export async function docker(workspace: Sandbox, ...args: string[]): Promise<void> {
  must(await workspace.run('docker', args), `docker ${args.join(' ')}`);
}

const Manifest = z.object({
  config: z.object({ size: z.int() }),
  layers: z.array(z.object({ size: z.int() })),
});

/** Of one platform; attestations beside it call theirs unknown. */
const Index = z.object({
  manifests: z.array(z.object({ digest: z.string(), platform: z.object({ os: z.string() }) })),
});

const kinds = ['oci.image.manifest.v1', 'oci.image.index.v1', 'docker.distribution.manifest.v2'];
const accept = kinds.map((kind) => `application/vnd.${kind}+json`).join(', ');

/** Compressed bytes of an image of one platform: config and layers. */
export async function imageBytes(registry: string, repository: string, reference: string): Promise<number> {
  const url = `http://${registry}/v2/${repository}/manifests/${reference}`;
  const response = await fetch(url, { headers: { accept } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const document: unknown = await response.json();
  const image = Index.safeParse(document).data?.manifests.find(({ platform }) => platform.os !== 'unknown');
  if (image) return imageBytes(registry, repository, image.digest);
  const { config, layers } = Manifest.parse(document);
  return layers.reduce((sum, { size }) => sum + size, config.size);
}
