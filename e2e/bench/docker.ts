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

/** Digest and compressed bytes (config and layers) of an image of one platform. */
export async function imageFacts(
  registry: string,
  repository: string,
  reference: string,
): Promise<{ digest: string; bytes: number }> {
  const url = `http://${registry}/v2/${repository}/manifests/${reference}`;
  const accept =
    'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';
  const response = await fetch(url, { headers: { accept } });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { config, layers } = Manifest.parse(await response.json());
  const digest = response.headers.get('docker-content-digest');
  if (digest === null) throw new Error(`${url}: the registry names no digest`);
  return { digest, bytes: layers.reduce((sum, { size }) => sum + size, config.size) };
}
