import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { basesOf } from '../../demo/bases.js';
import { demoStacks } from '../../demo/services.js';
import { amd64, arm64 } from '../os/platform.js';
import { baseImages, selectBases } from './bases.js';
import { layersOf } from './image.js';
import { isSourceOf } from './layer.js';
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
    ['python:3.13-slim-trixie', 'debian', 'python3.13'],
    ['nginxinc/nginx-unprivileged:1.30-trixie', 'debian', 'nginx1.30'],
    ['postgres:17-trixie', 'debian', 'postgres17'],
    ['postgres:18-trixie', 'debian', 'postgres18'],
    ['redis:8-trixie', 'debian', 'redis8'],
    ['redis:7-bookworm', 'debian', 'redis7'],
    ['rabbitmq:4.0', 'debian', 'rabbitmq4.0'],
    ['memcached:1.6-trixie', 'debian', 'memcached1.6'],
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

it('has a stand-in of every base image of the demo', () => {
  for (const stack of demoStacks) {
    const bases = basesOf([stack]);
    expect(bases.length).toBeGreaterThan(0);
    expect(selectBases(bases)).toHaveLength(bases.length);
  }
});

it('takes all stand-ins, or those that are wanted', () => {
  expect(selectBases()).toEqual(baseImages);
  expect(selectBases(['redis:8-trixie']).flatMap(({ references }) => references)).toEqual(['redis:8-trixie']);
  expect(() => selectBases(['redis:8-trixie', 'redis:1'])).toThrow('redis:1');
});

it('makes a layer anew where its own recipe or what recipes share was edited', () => {
  const isSource = isSourceOf({ recipe: 'file:///rig/bases/recipes/redis.ts' });
  const files = [
    'layer.ts',
    'recipes/redis.ts',
    'recipes/redis-entrypoint.sh',
    'recipes/node.ts',
    'recipes/nginx.conf',
  ];
  expect(files.filter(isSource)).toEqual(['layer.ts', 'recipes/redis.ts', 'recipes/redis-entrypoint.sh']);
});

it('knows the recipe of every layer', () => {
  const recipes = baseImages.flatMap(({ top }) => layersOf(top)).map(({ recipe }) => recipe);
  expect(recipes.every((recipe) => /\/recipes\/[a-z]+\.ts$/.test(recipe))).toBe(true);
});
