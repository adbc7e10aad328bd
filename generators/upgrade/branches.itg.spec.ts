import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { serviceGenerator } from '../service/generator';
import { sync } from '../testing/services';
import { run, upgradable } from '../testing/upgradable';
import { installAcme } from '../testing/versions';
import type { TestWorkspace } from '../testing/workspace';
import { upgradeGenerator } from './generator';

const identity = [
  '-c',
  'user.name=tests',
  '-c',
  'user.email=tests@example.com',
  '-c',
  'commit.gpgsign=false',
];

const git = (root: string, ...args: string[]): string =>
  execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' });

const edit = (workspace: TestWorkspace, path: string, change: (text: string) => string): void => {
  workspace.write(path, change(workspace.read(path)));
};

function commit(root: string, message: string): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', `--message=${message}`);
}

/** payments is upgraded and edited on one branch; on the other one a service is added and orders is edited. */
async function twoBranches(): Promise<TestWorkspace> {
  const workspace = await upgradable('orders', 'payments');
  const { root } = workspace;
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root, 'start');
  git(root, 'switch', '--quiet', '--create', 'upgrade');
  installAcme(workspace, '2.0.0');
  edit(workspace, 'apps/payments/deploy.yaml', (text) => `# theirs\n${text}`);
  await run(workspace, (tree) => upgradeGenerator(tree, { services: 'payments', skipInstall: true }));
  commit(root, 'payments on 2.0.0');
  git(root, 'switch', '--quiet', '--create', 'add', 'main');
  installAcme(workspace, '1.0.0');
  await run(workspace, (tree) =>
    serviceGenerator(tree, { name: 'invoices', stack: 'acme-api', skipInstall: true }),
  );
  edit(workspace, 'apps/orders/deploy.yaml', (text) => text.replace('replicas: 2', 'replicas: 5'));
  await sync(workspace);
  commit(root, 'invoices, and more replicas of orders');
  return workspace;
}

it('branches that upgrade, add and edit different services merge without conflict, and nothing is left to do', async () => {
  const workspace = await twoBranches();
  const { root } = workspace;
  git(root, 'merge', '--quiet', '--no-edit', 'upgrade');
  installAcme(workspace, '2.0.0');
  expect(git(root, 'status', '--porcelain')).toBe('');
  const locked = (name: string): unknown =>
    (JSON.parse(workspace.read(`.ci/lock/${name}.json`)) as { standard: { version: string } }).standard
      .version;
  expect(['orders', 'payments', 'invoices'].map(locked)).toEqual(['1.0.0', '2.0.0', '1.0.0']);

  expect((await sync(workspace)).failure).toBe('');
  const touched = git(root, 'status', '--porcelain')
    .split('\n')
    .filter((line) => /apps|lock\/[a-z]|base\/apps/.test(line));
  expect(touched).toEqual([]);

  expect(await run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true }))).toBe('');
  expect(workspace.read('apps/orders/deploy.yaml')).toMatch(/replicas: 5[^]*scan/);
  expect(workspace.read('apps/payments/deploy.yaml')).toMatch(/^# theirs\n[^]*scan/);
  const upgraded = git(root, 'status', '--porcelain');
  expect(upgraded).not.toContain('payments');
  expect((await sync(workspace)).failure).toBe('');
  expect(git(root, 'status', '--porcelain')).toBe(upgraded);
});
