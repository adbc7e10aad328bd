import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repairGenerator } from '../repair/generator';
import { run, upgradable } from '../testing/upgradable';
import { acmePackage, installAcme } from '../testing/versions';
import { upgradeGenerator } from './generator';

const deploy = 'apps/orders/deploy.yaml';
const upgrade = (workspace: Awaited<ReturnType<typeof upgradable>>, options: object = {}) =>
  run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true, ...options }));
const report = (workspace: { read: (path: string) => string }): { services: Record<string, unknown>[] } =>
  JSON.parse(workspace.read('dist/ci/upgrade.json')) as { services: Record<string, unknown>[] };

it('leaves a service as it was that cannot move, says so, and moves the others', async () => {
  const workspace = await upgradable('orders', 'payments', 'carts');
  const manifest = (name: string): string => `apps/${name}/service.yaml`;
  const add = (name: string, text: string): void => {
    workspace.write(manifest(name), `${workspace.read(manifest(name))}${text}`);
  };
  add('orders', 'description: a\nowner: b\n');
  add(
    'carts',
    'description: team\noverrides:\n  - { file: deploy.yaml, op: replace, at: probe.path, value: /x }\n',
  );
  await run(workspace, (tree) => repairGenerator(tree, {}));
  const paths = ['service.yaml', 'deploy.yaml', 'old.yaml', 'managed.txt'].map((one) => `apps/carts/${one}`);
  const before = [...paths, manifest('orders'), '.ci/lock/carts.json'].map(
    (path) => [path, workspace.read(path)] as const,
  );
  installAcme(workspace, '3.0.0');
  const said = await upgrade(workspace);
  expect(said).toContain('[migration-ambiguous]');
  expect(said).toContain('[override-dead]');
  for (const [path, text] of before) expect(workspace.read(path), path).toBe(text);
  expect(() => workspace.read('apps/carts/new.yaml')).toThrow('ENOENT');
  expect(report(workspace).services).toMatchObject([
    { service: 'carts', status: 'failed', files: [], migrations: [], nextSteps: [] },
    { service: 'ci', status: 'upgraded' },
    { service: 'orders', status: 'failed' },
    { service: 'payments', status: 'upgraded', migrations: ['team'] },
  ]);
  workspace.write(manifest('orders'), 'name: [');
  await upgrade(workspace, { services: 'ci' });
  expect(report(workspace).services).toMatchObject([{ problems: [{ code: 'upgrade-blocked' }] }]);
});

it('takes a service whose manifest cannot be read for one that fails, and moves the others of its group', async () => {
  const workspace = await upgradable('orders', 'payments');
  workspace.write('ci.yaml', `${workspace.read('ci.yaml')}groups: { canary: [orders, payments] }\n`);
  workspace.write('apps/orders/service.yaml', 'name: [');
  installAcme(workspace, '2.0.0');
  expect(await upgrade(workspace, { group: 'canary' })).toContain('apps/orders/service.yaml');
  expect(report(workspace).services).toMatchObject([
    {
      service: 'orders',
      status: 'failed',
      problems: [{ where: expect.stringMatching(/^apps.orders.service\.yaml/) as string }],
    },
    { service: 'payments', status: 'upgraded' },
  ]);
  expect(workspace.read('apps/payments/managed.txt')).toBe('2.0.0\n');
  expect(workspace.read('apps/orders/managed.txt')).toBe('1.0.0\n');
});

it('writes no file that nobody could read: the service stays whole', async () => {
  const workspace = await upgradable('orders');
  installAcme(workspace, '2.0.0');
  const code = acmePackage('2.0.0')['node_modules/@acme/ci-standard/index.js'] ?? '';
  const broken = code.replace(
    "file(directory + '/deploy.yaml', ",
    "file(directory + '/deploy.yaml', 'a: [' + ",
  );
  workspace.write('node_modules/@acme/ci-standard/index.js', broken);
  const before = workspace.read(deploy);
  expect(await upgrade(workspace)).toContain('[upgrade-unreadable]');
  expect(workspace.read(deploy)).toBe(before);
  expect(workspace.read('apps/orders/managed.txt')).toBe('1.0.0\n');
  expect(workspace.read('.ci/lock/orders.json')).toContain('"1.0.0"');
  expect(report(workspace).services[1]).toMatchObject({ status: 'failed', checks: [] });
});

it('moves the others where the new version throws an error for one service', async () => {
  const workspace = await upgradable('orders', 'payments');
  installAcme(workspace, '2.0.0');
  const code = acmePackage('2.0.0')['node_modules/@acme/ci-standard/index.js'] ?? '';
  const start = 'render: ({ service, directory }) => [';
  const throwing = code.replace(start, `${start} ...(service.name === 'orders' ? service.options.team.name : []),`);
  expect(throwing).not.toBe(code);
  workspace.write('node_modules/@acme/ci-standard/index.js', throwing);
  const before = workspace.read('.ci/lock/orders.json');
  expect(await upgrade(workspace)).toContain('[render-failed]');
  expect(workspace.read('.ci/lock/orders.json')).toBe(before);
  expect(report(workspace).services).toMatchObject([
    { service: 'ci', status: 'upgraded' },
    { service: 'orders', status: 'failed', problems: [{ code: 'render-failed' }] },
    { service: 'payments', status: 'upgraded' },
  ]);
}); // prettier-ignore

it('moves a file of another encoding as it is, and lets all of it wait', async () => {
  const workspace = await upgradable('orders');
  const [old, now] = ['old', 'new'].map((name) => join(workspace.root, `apps/orders/${name}.yaml`)) as [string, string];
  const bytes = Buffer.concat([readFileSync(old), Buffer.from('# Gr\xf6\xdfe\n', 'latin1')]);
  writeFileSync(old, bytes);
  installAcme(workspace, '3.0.0');
  await upgrade(workspace);
  expect(readFileSync(now)).toEqual(bytes);
  expect(report(workspace).services[1]).toMatchObject({ status: 'pending', pending: [{ kind: 'file' }] });
}); // prettier-ignore
