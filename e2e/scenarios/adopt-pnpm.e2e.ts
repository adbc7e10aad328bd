import { rm } from 'node:fs/promises';
import { parseService, receiptPath, unwrap } from '@org/ci-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace } from '../world/create.js';
import { invoices, money, writeFiles } from '../world/legacy.js';
import { must } from '../world/must.js';
import { sandboxFolder, withRegistry } from '../world/nx-workspace.js';
import { freshPath } from '../world/registry.js';
import type { Sandbox } from '../world/sandbox.js';
import { readWorld } from '../world/world.js';

const world = readWorld();

let workspace: Sandbox;
beforeAll(async () => {
  workspace = await createWorkspace(world, { name: 'acme', packageManager: 'pnpm', preset: 'npm' });
  await workspace.write('pnpm-workspace.yaml', 'packages:\n  - apps/*\n  - libs/*\n');
  await writeFiles(workspace, { ...money, ...invoices });
  must(await workspace.run('pnpm', ['install', '--no-frozen-lockfile']), 'pnpm install');
  must(await workspace.nx(['add', '@org/ci']), 'nx add @org/ci');
  await workspace.edit('ci.yaml', (text) =>
    withRegistry(text, `${world.registry}/${freshPath('adopt-pnpm')}`, world.mirrors),
  );
  must(await workspace.nx(['g', '@org/ci:pins']), 'nx g @org/ci:pins');
  must(await workspace.nx(['g', '@org/ci:adopt', 'apps/invoices', '--no-interactive']), 'nx g @org/ci:adopt');
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

it('knows that it owns a database', async () => {
  const manifest = unwrap(parseService(await workspace.read('apps/invoices/service.yaml'), 'service.yaml'));
  expect(manifest).toMatchObject({ name: 'invoices', database: 'postgres', health: { ready: '/healthz' } });
});

it('is ready with a database by its settings and by its URL, a library, and a package for its platform', async () => {
  must(await workspace.nx(['run-many', '-t', 'image', 'smoke', 'size', '-p', 'invoices']), 'nx run-many');
});

it('comes out the same when it is built anew', async () => {
  const receipt = () => workspace.read(receiptPath('invoices', 'image'));
  const before = await receipt();
  must(
    await workspace.nx(['run', 'invoices:image', '--skip-nx-cache', '--noCache']),
    'nx run invoices:image',
  );
  expect(await receipt()).toBe(before);
});
