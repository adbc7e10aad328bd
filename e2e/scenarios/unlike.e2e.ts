import { rm } from 'node:fs/promises';
import { parseLock, unwrap } from '@org/ci-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace } from '../world/create.js';
import { changedFiles, commitAll } from '../world/git.js';
import { must } from '../world/must.js';
import { sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';
import { createPlatform, type Platform } from './fleet/platform.js';
import { follow, freshScope, pushNewImages } from './fleet/stage.js';
import { newImages } from './fleet/versions.js';

/** What teams write into files of a Python service and of a front end; each before a line that is there. */
const edits = [
  { path: 'apps/orders/Dockerfile', before: 'FROM application AS runtime', text: 'ENV TZ=Europe/Zurich\n' },
  { path: 'apps/orders/compose.yaml', before: '  redis:\n', text: '  # Mail of the developers.\n  mail:\n    image: registry.example.com/mail:2.1.0\n' },
  { path: 'apps/orders/k8s/base/worker.yaml', before: '      containers:\n', text: '      priorityClassName: batch # may wait\n' },
  { path: 'apps/shop/nginx.conf', before: '  location = /config.json', text: '  # The old shop.\n  location = /shop { return 301 /; }\n\n' },
  { path: 'apps/shop/service.yaml', before: 'configuration:\n', text: '# Somebody from the shop knows.\n' },
  { path: 'apps/shop/service.yaml', before: '  apiUrl:\n', text: '  pageSize: { type: integer, default: 20, minimum: 1, description: Notes of a page } # ours\n' },
  { path: 'compose.yaml', before: 'services:\n', text: '# Start me with --wait.\n' },
] as const; // prettier-ignore

let shop: Sandbox;
let platform: Platform;
let edited: string;

const versionOf = async (part: string): Promise<string> => {
  const path = `.ci/lock/${part}.json`;
  return unwrap(parseLock(await shop.read(path), path)).standard.version;
};
const upgrade = (to: string) => shop.nx(['g', '@org/ci:upgrade', `--to=${to}`, '--no-interactive']);

/** Each edit is there still, as often as it was made. */
async function survives(): Promise<void> {
  for (const { path, text } of edits) expect((await shop.read(path)).split(text), path).toHaveLength(2);
}

// A Python service and a front end follow a company's standard as fleet.e2e.ts has it of Node services, without images.
beforeAll(async () => {
  const world = readWorld();
  await pushNewImages(world);
  const first = await createWorkspace(world, { name: 'platform', packageManager: 'npm', preset: 'apps' });
  must(await first.run('npm', ['install', '--save-dev', '@org/ci']), 'npm install');
  shop = await first.clone('shop');
  platform = await createPlatform(world, first, freshScope());
  await platform.publish('1.0.0');
  await follow(shop, world, platform.name);
  const behind = ['--cache=redis', '--with=worker,beat', '--skipInstall'];
  await addService(shop, 'orders', '--stack=django-api', ...behind);
  await addService(shop, 'shop', '--stack=vite-spa', '--dependsOn=orders', '--skipInstall');
  await commitAll(shop);
  for (const { path, before, text } of edits)
    await shop.edit(path, (all) => {
      expect(all, path).toContain(before);
      return all.replace(before, () => text + before);
    });
  must(await shop.nx(['sync']), 'nx sync');
  await commitAll(shop);
  edited = must(await shop.run('git', ['rev-parse', 'HEAD']), 'git rev-parse').output.trim();
});
afterAll(() => rm(sandboxFolder(shop), { recursive: true, force: true }));

it('a key of the run-time configuration becomes part of the type and of every environment', async () => {
  await survives();
  must(await shop.nx(['sync:check']), 'nx sync:check');
  const { output } = must(await shop.run('git', ['grep', '-l', 'pageSize', '--', 'apps/shop']), 'git grep');
  expect(output.split('\n')).toEqual(expect.arrayContaining(['apps/shop/config/config.json']));
  expect(output).toMatch(/apps\/shop\/src\/\S+\.ts/);
  expect(output).toMatch(/apps\/shop\/k8s\/overlays\/staging\/config\/config\.json/);
});

it('an upgrade moves a Python service and a front end, and loses no edit', async () => {
  await platform.publish('2.0.0');
  must(await upgrade('2.0.0'), 'upgrade --to=2.0.0');
  for (const part of ['orders', 'shop', '_workspace']) expect(await versionOf(part)).toBe('2.0.0');
  await survives();
  for (const service of ['orders', 'shop']) {
    const deployment = await shop.read(`apps/${service}/k8s/base/deployment.yaml`);
    expect(deployment).toContain('terminationGracePeriodSeconds: 60\n');
    expect(deployment).toContain('supplementalGroupsPolicy: Strict\n');
  }
  for (const file of ['apps/orders/compose.yaml', 'compose.yaml'])
    expect(await shop.read(file)).toContain(newImages.postgres);
  must(await shop.nx(['sync:check']), 'nx sync:check');
  await commitAll(shop);
});

it('drift in either is found and taken back', async () => {
  const paths = ['apps/orders/Dockerfile.dockerignore', 'apps/shop/Dockerfile.dockerignore'];
  for (const path of paths) await shop.edit(path, (text) => text.replace('**\n', '# nothing\n'));
  const drift = await shop.nx(['run', 'ci:drift']);
  expect(drift.exitCode).not.toBe(0);
  for (const path of paths) expect(drift.output).toContain(path);
  must(await shop.nx(['sync']), 'nx sync');
  expect(await changedFiles(shop)).toEqual([]);
});

it('sync says what the source lacks for another choice in service.yaml, which it cannot write', async () => {
  const path = 'apps/orders/service.yaml';
  await shop.edit(path, (text) => text.replace('cache: redis', 'cache: memcached'));
  const { output } = must(await shop.nx(['sync']), 'nx sync');
  expect(output).toContain('cache: memcached in service.yaml needs pymemcache');
  must(await shop.run('git', ['checkout', '--', '.']), 'git checkout');
  must(await shop.run('git', ['clean', '-fdq', 'apps']), 'git clean');
});

it('back on the first version, every file is as it was edited', async () => {
  must(await upgrade('1.0.0'), 'upgrade --to=1.0.0');
  const args = ['diff', '--name-only', edited, '--', 'apps', '.github', 'compose.yaml'];
  expect(must(await shop.run('git', args), 'git diff').output).toBe('');
});
