import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, upgradable } from '../testing/upgradable';
import { installAcme } from '../testing/versions';
import { upgradeGenerator } from '../upgrade/generator';
import { syncGenerator } from './generator';

type Workspace = Awaited<ReturnType<typeof upgradable>>;

/** A service with an edit, a deletion and a file that is its user's, in another folder than it was generated in. */
async function moved(): Promise<Workspace> {
  const workspace = await upgradable('orders');
  const deploy = 'apps/orders/deploy.yaml';
  workspace.write(deploy, workspace.read(deploy).replace('replicas: 2', 'replicas: 9'));
  mkdirSync(join(workspace.root, 'services'));
  renameSync(join(workspace.root, 'apps/orders'), join(workspace.root, 'services/orders'));
  return workspace;
}

const sync = (workspace: Workspace): Promise<string> =>
  run(workspace, async (tree) => (await syncGenerator(tree)).callback);
const lockOf = (workspace: Workspace) =>
  JSON.parse(workspace.read('.ci/lock/orders.json')) as {
    files: Record<string, { existed?: boolean }>;
    pending: unknown[];
  };

it('keeps the history of a service that moved to another folder', async () => {
  const workspace = await moved();
  expect(await sync(workspace)).toBe('');
  const { files, pending } = lockOf(workspace);
  expect(pending).toEqual([]);
  expect(Object.entries(files).map(([path, { existed }]) => [path, existed])).toEqual([
    ['services/orders/deploy.yaml', undefined],
    ['services/orders/managed.txt', undefined],
    ['services/orders/old.yaml', undefined],
  ]);
  expect(existsSync(join(workspace.root, '.ci/base/apps/orders/deploy.yaml.base'))).toBe(false);
  expect(workspace.read('.ci/base/services/orders/deploy.yaml.base')).toContain('replicas: 2');
  expect(await syncGenerator(workspace.tree())).toEqual({});
});

it('merges its next version, also where it moved at the same time', async () => {
  const workspace = await moved();
  installAcme(workspace, '2.0.0');
  expect(await run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true }))).toBe('');
  expect(workspace.read('services/orders/deploy.yaml')).toMatch(/app:2[^]*replicas: 9/);
  expect(workspace.read('services/orders/managed.txt')).toBe('2.0.0\n');
  expect(lockOf(workspace).pending).toEqual([]);
});
