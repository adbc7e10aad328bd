import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../world/must.js';
import type { Sandbox } from '../world/sandbox.js';
import { pushRandomImage } from './random-image.js';

const executors = 'node_modules/@org/ci/executors.json';

interface ExecutorsJson {
  readonly executors: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A new file in place of the old one, which other workspaces share as a hard link. */
async function replace(workspace: Sandbox, path: string, text: string): Promise<void> {
  await rm(join(workspace.root, path), { force: true });
  await workspace.write(path, text);
}

function withReceiptsOnly(text: string): string {
  const { executors: all } = JSON.parse(text) as ExecutorsJson;
  const stand = {
    implementation: 'bench-kit/receipt.cjs#implementation',
    batchImplementation: 'bench-kit/receipt.cjs#batchImplementation',
  };
  const replaced = ['image', 'smoke', 'size', 'scan'].map(
    (name) => [name, { ...all[name], ...stand }] as const,
  );
  return JSON.stringify({ executors: { ...all, ...Object.fromEntries(replaced) } });
}

/** Every service's repository gets an image of a few bytes; all of them are the same image. */
async function pushImages(registry: string, path: string, services: readonly string[]): Promise<string> {
  const digests = new Set<string>();
  for (const service of services)
    digests.add(
      await pushRandomImage(registry, `${path}/${service}`, { layers: 1, layerBytes: 64, seed: path }),
    );
  const [digest = ''] = digests;
  if (digests.size !== 1) throw new Error('the services were to have one image');
  return digest;
}

/**
 * Fills Nx's cache with receipts for these services, without 50 builds, runs and scans: for the first run only, the
 * executors of the cached targets are ones that write receipts of an image that passed. Then the real ones are back.
 */
export async function fillCache(
  workspace: Sandbox,
  registry: string,
  path: string,
  services: readonly string[],
): Promise<void> {
  const digest = await pushImages(registry, path, services);
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const given = { registry: `${registry}/${path}`, mediaType, digest, platform: 'linux/amd64', size: 64 };
  await workspace.write('node_modules/bench-kit/image.json', JSON.stringify(given));
  const real = await workspace.read(executors);
  await replace(workspace, executors, withReceiptsOnly(real));
  try {
    must(await workspace.nx(['run-many', '-t', 'smoke', 'size', 'scan']), 'nx run-many');
  } finally {
    await replace(workspace, executors, real);
  }
}
