import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { syncGenerator } from '../sync/generator';
import { run, upgradable } from '../testing/upgradable';
import { installAcme } from '../testing/versions';
import { upgradeGenerator } from '../upgrade/generator';
import { repairGenerator } from './generator';

const deploy = 'apps/orders/deploy.yaml';
const upgrade = (workspace: Awaited<ReturnType<typeof upgradable>>, options: object = {}) =>
  run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true, ...options }));

describe('repair', () => {
  it.each([
    ['damaged', (text: string) => text.slice(0, 200)],
    ['gone', () => undefined],
    ['merged badly', (text: string) => `<<<<<<< ours\n${text}`],
    ['hostile', (text: string) => text.replace('apps/orders/managed.txt', '../../etc/passwd')],
  ])('makes a lock anew that is %s; edits stay edits', async (_, damage) => {
    const workspace = await upgradable('orders');
    workspace.write(deploy, workspace.read(deploy).replace('replicas: 2', 'replicas: 7'));
    const lock = '.ci/lock/orders.json';
    const damaged = damage(workspace.read(lock));
    if (damaged === undefined) rmSync(join(workspace.root, lock));
    else workspace.write(lock, damaged);
    await expect(syncGenerator(workspace.tree())).rejects.toThrow('@org/ci:repair');
    expect(await run(workspace, (tree) => repairGenerator(tree, {}))).toBe('');
    expect(await syncGenerator(workspace.tree())).toEqual({});
    installAcme(workspace, '2.0.0');
    expect(await upgrade(workspace)).toBe('');
    expect(workspace.read(deploy)).toMatch(/app:2[^]*replicas: 7/);
  });

  it('takes what is managed as it is, of a service that is behind', async () => {
    const workspace = await upgradable('orders', 'payments');
    installAcme(workspace, '2.0.0');
    await upgrade(workspace, { services: 'payments' });
    const lock = '.ci/lock/orders.json';
    workspace.write(lock, `<<<<<<< ours\n${workspace.read(lock)}`);
    expect(await run(workspace, (tree) => repairGenerator(tree, {}))).toBe('');
    expect(workspace.read('apps/orders/managed.txt')).toBe('1.0.0\n');
    expect(await syncGenerator(workspace.tree())).toEqual({});
    expect(await upgrade(workspace)).toBe('');
    expect(workspace.read('apps/orders/managed.txt')).toBe('2.0.0\n');
  });
});
