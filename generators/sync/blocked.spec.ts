import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, upgradable } from '../testing/upgradable';
import { installAcme } from '../testing/versions';
import { upgradeGenerator } from '../upgrade/generator';
import { syncGenerator } from './generator';

const upgrade = (workspace: Awaited<ReturnType<typeof upgradable>>): Promise<string> =>
  run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true }));

it('leaves a service alone in which a folder is where a file belongs; others go on', async () => {
  const workspace = await upgradable('orders', 'payments');
  rmSync(join(workspace.root, 'apps/orders/managed.txt'));
  mkdirSync(join(workspace.root, 'apps/orders/managed.txt'));
  workspace.write('apps/payments/managed.txt', 'drifted\n');
  const said = await run(workspace, async (tree) => (await syncGenerator(tree)).callback);
  expect(said).toContain('apps/orders/managed.txt: is a folder, and has to be a file [path-blocked]');
  expect(workspace.read('apps/payments/managed.txt')).toBe('1.0.0\n');
});

it('upgrades the others of one whose merge bases have no place', async () => {
  const workspace = await upgradable('orders', 'payments');
  rmSync(join(workspace.root, '.ci/base/apps/orders'), { recursive: true });
  workspace.write('.ci/base/apps/orders', 'a file\n');
  installAcme(workspace, '2.0.0');
  const before = workspace.read('.ci/lock/orders.json');
  expect(await upgrade(workspace)).toContain('.ci/base/apps/orders is a file, and has to be a folder');
  expect(workspace.read('.ci/lock/orders.json')).toBe(before);
  expect(workspace.read('apps/payments/managed.txt')).toBe('2.0.0\n');
});
