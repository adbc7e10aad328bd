import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { syncGenerator } from '../sync/generator';
import { run, upgradable } from '../testing/upgradable';
import { installAcme } from '../testing/versions';
import { logger } from '../workspace/nx';
import { upgradeGenerator } from '../upgrade/generator';
import { repairGenerator } from './generator';

const deploy = 'apps/orders/deploy.yaml';
const upgrade = (workspace: Awaited<ReturnType<typeof upgradable>>, options: object = {}) =>
  run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true, ...options }));

/** What a repair wrote, and what it said. */
async function said(workspace: Awaited<ReturnType<typeof upgradable>>): Promise<[string[], string[]]> {
  const words: string[] = [];
  const info = logger.info.bind(logger);
  logger.info = (text: unknown) => words.push(String(text));
  try {
    const tree = workspace.tree();
    await repairGenerator(tree, {});
    return [workspace.flush(tree), words];
  } finally {
    logger.info = info;
  }
}

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

  it('says which locks it changes, and that it changes none', async () => {
    const workspace = await upgradable('orders', 'payments');
    expect(await said(workspace)).toEqual([[], ['Nothing is wrong with any lock.']]);
    const lock = '.ci/lock/orders.json';
    workspace.write(lock, `${workspace.read(lock)}\n`);
    const [written, words] = await said(workspace);
    expect(written).toContain(lock);
    expect(words).toContainEqual(expect.stringContaining(`${lock}: changed`));
  });

  it('leaves a lock alone that a later @org/ci wrote', async () => {
    const workspace = await upgradable('orders');
    const lock = '.ci/lock/orders.json';
    const later = workspace.read(lock).replace('"schema": 1', '"schema": 2');
    workspace.write(lock, later);
    await expect(syncGenerator(workspace.tree())).rejects.toThrow('[lock-newer]');
    await run(workspace, (tree) => repairGenerator(tree, {}));
    expect(workspace.read(lock)).toBe(later);
  });

  it('goes on where the standard cannot render a service whose lock is damaged', async () => {
    const workspace = await upgradable('orders', 'payments');
    const index = 'node_modules/@acme/ci-standard/index.js';
    const damaged = ['orders', 'payments'].map((name) => `.ci/lock/${name}.json`);
    for (const lock of damaged) workspace.write(lock, '{');
    const render = 'render: ({ service, directory }) => [';
    workspace.write(
      index,
      workspace.read(index).replace(render, `${render} ...(service.name === 'orders' ? fail() : []),`),
    );
    expect(await run(workspace, (tree) => repairGenerator(tree, {}))).toBe('');
    expect(damaged.map((lock) => workspace.read(lock).length > 1)).toEqual([false, true]);
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

  it('leaves sound locks as they were, and a service that is behind held to its manifest', async () => {
    const workspace = await upgradable('orders', 'payments', 'carts');
    installAcme(workspace, '2.0.0');
    await upgrade(workspace, { services: 'payments,ci' });
    const lockOf = (name: string): string => workspace.read(`.ci/lock/${name}.json`);
    const before = ['orders', 'payments', '_workspace'].map(lockOf);
    workspace.write('.ci/lock/carts.json', `<<<<<<< ours\n${lockOf('carts')}`);
    expect(await run(workspace, (tree) => repairGenerator(tree, {}))).toBe('');
    expect(lockOf('payments')).toBe(before[1]);
    expect(lockOf('_workspace')).toBe(before[2]);
    for (const name of ['orders', 'carts']) {
      const manifest = `apps/${name}/service.yaml`;
      workspace.write(manifest, workspace.read(manifest).replace(/port: \d+/, 'port: 3999'));
      await expect(syncGenerator(workspace.tree()), name).rejects.toThrow('[standard-behind-changed]');
      workspace.write(
        manifest,
        workspace.read(manifest).replace('port: 3999', `port: ${name === 'orders' ? 3000 : 3002}`),
      );
    }
  });
});
