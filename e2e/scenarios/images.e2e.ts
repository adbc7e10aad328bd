import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { receipt } from '../demo/receipts.js';
import { composeIn } from '../world/compose.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import { freshPath, imageAt } from '../world/registry.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';
import { migrateFiveTimesAtOnce } from './images/migrations.js';

/** Languages other than Node's, where an image is made by other means; node-api's are in pipeline.e2e.ts. */
const services = ['orders', 'shop'] as const;

let workspace: Sandbox;
beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: freshPath('images') });
  // the broker and the cache that mixed.e2e.ts has not
  const behind = ['--cache=memcached', '--broker=rabbitmq', '--with=worker,beat'];
  await addService(workspace, 'orders', '--stack=django-api', ...behind);
  await addService(workspace, 'shop', '--stack=vite-spa');
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

it('have the same digest from two builds without any cache in two folders', async () => {
  const fresh = ['run-many', '-t', 'image', '--noCache', '--skip-nx-cache'];
  must(await workspace.nx(fresh), 'the first build');
  const copy = await workspace.clone('copy');
  await rm(join(copy.root, 'dist'), { recursive: true });
  must(await copy.nx(fresh), 'the second build');
  for (const service of services) {
    const { repository, digest } = await receipt({ workspace, service }, 'image');
    expect(await receipt({ workspace: copy, service }, 'image')).toMatchObject({ repository, digest });
    expect((await imageAt(repository, digest)).digest).toBe(digest);
  }
  await copy.remove();
});

it('run as in production, with RabbitMQ and memcached behind the API', async () => {
  must(await workspace.nx(['run-many', '-t', 'smoke']), 'nx run-many -t smoke');
  const { checks } = await receipt({ workspace, service: 'orders' }, 'smoke');
  expect(checks.filter(({ pass }) => !pass)).toEqual([]);
  expect(checks.map(({ id }) => id)).toEqual(expect.arrayContaining(['worker: works', 'beat: works']));
});

it('the whole suite passes in containers, a task through RabbitMQ included', async () => {
  const compose = composeIn(workspace, 'apps/orders', {});
  const file = ['-f', 'compose.test.yaml'];
  try {
    const args = ['run', '--build', '--rm', '--quiet-pull', 'test'];
    const { output } = must(await compose.run(...file, ...args), 'the suite');
    expect(output, 'none skipped').toMatch(/= \d+ passed in /);
  } finally {
    await compose.down(...file);
  }
});

it('five migrations at once: one works, the others wait and find nothing to do', async () => {
  const outputs = await migrateFiveTimesAtOnce(workspace);
  expect(outputs.filter((output) => output.includes('Applying notes.'))).toHaveLength(1);
  expect(outputs.filter((output) => output.includes('No migrations to apply'))).toHaveLength(4);
});

/** `stage instruction` of what BuildKit did, and did not know. */
function stepsThatRan(output: string): string[] {
  const known = new Set(Array.from(output.matchAll(/#(\d+) CACHED/g), ([, id]) => id));
  const steps = output.matchAll(/#(\d+) \[(\w+) \d+\/\d+\] (\w+)/g);
  return [...new Set(Array.from(steps, ([, id, stage, word]) => (known.has(id) ? '' : `${stage} ${word}`)))]
    .filter((step) => step !== '')
    .sort();
}

it('an edit of a Django service compiles the service, and nothing else', async () => {
  const before = await receipt({ workspace, service: 'orders' }, 'image');
  // another one in every run: an engine knows what it has built, whoever asked for it
  await workspace.edit('apps/orders/app/urls.py', (text) => `${text}\nEDITED = ${Date.now()}\n`);
  const { output } = must(await workspace.nx(['run', 'orders:image']), 'the build after an edit');
  expect(stepsThatRan(output)).toEqual(['application COPY', 'build COPY', 'build RUN']);
  expect((await receipt({ workspace, service: 'orders' }, 'image')).digest).not.toBe(before.digest);
});

it('a front end is an index of the same manifest for two platforms, of which none is emulated', async () => {
  const place = { workspace, service: 'shop' };
  const single = await receipt(place, 'image');
  const both = ['linux/amd64', 'linux/arm64'];
  must(await workspace.nx(['run', 'shop:image', `--platforms=${both.join(',')}`]), 'two platforms');
  const { repository, digest, platforms } = await receipt(place, 'image');
  expect(platforms.map(({ platform }) => platform)).toEqual(both);
  expect(platforms.map((each) => each.digest)).toContain(single.digest);
  const stored = await imageAt(repository, digest);
  expect(stored.platforms.map(({ platform }) => platform)).toEqual(both);
});
