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

async function randomTar(bytes: number): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'org-ci-bench-'));
  try {
    await writeFile(join(folder, 'content'), randomBytes(bytes));
    await execa('tar', ['-C', folder, '-cf', join(folder, 'layer.tar'), 'content']);
    return await readFile(join(folder, 'layer.tar'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pushes an image that no engine has seen: layers of random bytes under the tag `source`. Returns its digest. */
export async function pushRandomImage(
  registry: string,
  repository: string,
  layers: number,
  layerBytes: number,
): Promise<string> {
  const packed: PackedLayer[] = [];
  for (let layer = 0; layer < layers; layer += 1) {
    const tar = await randomTar(layerBytes);
    const content = gzipSync(tar, { level: 1 });
    const blob = { digest: digestOf(content), size: content.length };
    await putBlob(registry, repository, { ...blob, content });
    packed.push({ ...blob, diffId: digestOf(tar), file: '' });
  }
  const config = formatConfig(native, { Env: [], Cmd: ['/content'] }, packed);
  const { digest, bytes } = config;
  await putBlob(registry, repository, { digest, size: bytes.length, content: bytes });
  const manifest = formatManifest(config, packed);
  await putManifest(registry, repository, 'source', manifest);
  return manifest.digest;
}
