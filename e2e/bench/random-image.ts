import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { formatConfig, formatManifest } from '../rig/bases/manifest.js';
import type { PackedLayer } from '../rig/bases/layer.js';
import { native } from '../rig/os/platform.js';
import { putBlob, putManifest } from '../rig/registry/push.js';

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export interface RandomImage {
  readonly layers: number;
  readonly layerBytes: number;
  /** The same seed gives the same image; without one it is an image that nobody has. */
  readonly seed?: string;
}

/** Bytes that nothing compresses, of a seed or of none. */
const content = (bytes: number, seed: string | undefined): Buffer =>
  seed === undefined
    ? randomBytes(bytes)
    : createHash('shake256', { outputLength: bytes }).update(seed).digest();

async function randomTar(bytes: number, seed: string | undefined): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'org-ci-bench-'));
  try {
    await writeFile(join(folder, 'content'), content(bytes, seed));
    await execa('tar', ['-C', folder, '--mtime=@0', '-cf', join(folder, 'layer.tar'), 'content']);
    return await readFile(join(folder, 'layer.tar'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pushes an image of random layers under the tag `source`. Returns its digest. */
export async function pushRandomImage(
  registry: string,
  repository: string,
  { layers, layerBytes, seed }: RandomImage,
): Promise<string> {
  const packed: PackedLayer[] = [];
  for (let layer = 0; layer < layers; layer += 1) {
    const tar = await randomTar(layerBytes, seed && `${seed} ${layer}`);
    const packedTar = gzipSync(tar, { level: 1 });
    const blob = { digest: digestOf(packedTar), size: packedTar.length };
    await putBlob(registry, repository, { ...blob, content: packedTar });
    packed.push({ ...blob, diffId: digestOf(tar), file: '' });
  }
  const config = formatConfig(native, { Env: [], Cmd: ['/content'] }, packed);
  const { digest, bytes } = config;
  await putBlob(registry, repository, { digest, size: bytes.length, content: bytes });
  const manifest = formatManifest(config, packed);
  await putManifest(registry, repository, 'source', manifest);
  return manifest.digest;
}
