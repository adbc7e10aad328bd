import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { amd64, arm64 } from '../os/platform.js';
import { baseImages } from './bases.js';
import { layersOf } from './image.js';
import { formatConfig, formatIndex, formatManifest } from './manifest.js';

const layer = { file: '/cache/layer.tar.gz', digest: `sha256:${'a'.repeat(64)}`, diffId: `sha256:${'b'.repeat(64)}`, size: 7 }; // prettier-ignore
const config = { Env: ['PATH=/bin'], User: '65532' };

it('lists layers from the lowest to the highest', () => {
  const names = baseImages.map(({ references, top }) => [
    ...references,
    ...layersOf(top).map(({ name }) => name),
  ]);
  expect(names).toEqual([
    ['debian:trixie-slim', 'debian'],
    ['node:24-trixie-slim', 'debian', 'node'],
    ['gcr.io/distroless/nodejs24-debian13:nonroot', 'distroless-nodejs24'],
    ['postgres:17-trixie', 'debian', 'postgres17'],
  ]);
});

it('describes an image without anything that changes between machines', () => {
  const configuration = formatConfig(amd64, config, [layer]);
  const manifest = formatManifest(configuration, [layer]);
  expect(JSON.parse(configuration.bytes.toString())).toMatchObject({
    created: '1970-01-01T00:00:00Z',
    architecture: 'amd64',
    rootfs: { type: 'layers', diff_ids: [layer.diffId] },
  });
  expect(JSON.parse(manifest.bytes.toString())).toMatchObject({
    config: { digest: configuration.digest, size: configuration.bytes.length },
    layers: [{ digest: layer.digest, size: 7 }],
  });
  expect(manifest.digest).toBe(`sha256:${createHash('sha256').update(manifest.bytes).digest('hex')}`);
});

it('names every platform in an index', () => {
  const manifests = [amd64, arm64].map((arch) => [arch, formatManifest(formatConfig(arch, config, [layer]), [layer])] as const); // prettier-ignore
  const index = JSON.parse(formatIndex(manifests).bytes.toString()) as { manifests: { platform: object }[] };
  expect(index.manifests.map(({ platform }) => platform)).toEqual([
    { os: 'linux', architecture: 'amd64' },
    { os: 'linux', architecture: 'arm64', variant: 'v8' },
  ]);
});
