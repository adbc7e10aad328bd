import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { repairGenerator } from '../repair/generator';
import { resolveGenerator } from '../resolve/generator';
import { run, upgradable } from '../testing/upgradable';
import { acmePackage, installAcme } from '../testing/versions';
import { syncGenerator } from '../sync/generator';
import { logger } from '../workspace/nx';
import { upgradeGenerator } from './generator';

const deploy = 'apps/orders/deploy.yaml';
const upgrade = (workspace: Awaited<ReturnType<typeof upgradable>>, options: object = {}) =>
  run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true, ...options }));
const report = (workspace: { read: (path: string) => string }): { services: Record<string, unknown>[] } =>
  JSON.parse(workspace.read('dist/ci/upgrade.json')) as { services: Record<string, unknown>[] };

describe('upgrade', () => {
  it('moves every service and the workspace, keeps edits, and tells why', async () => {
    const workspace = await upgradable('orders', 'payments');
    workspace.write(
      deploy,
      workspace
        .read(deploy)
        .replace('replicas: 2', 'replicas: 7 # Black Friday')
        .replace('run: make test', 'run: make test slow'),
    );
    installAcme(workspace, '2.0.0');
    expect(await upgrade(workspace)).toBe('');
    const text = workspace.read(deploy);
    expect(text).toContain('image: app:2');
    expect(text).toContain('replicas: 7 # Black Friday');
    expect(text).toContain('id: scan');
    expect(text).toContain('make test slow');
    expect(workspace.read('apps/payments/managed.txt')).toBe('2.0.0\n');
    expect(workspace.read('.github/workflows/ci.yml')).toContain('ci 2.0.0');
    expect(workspace.read('ci.yaml')).toMatch(/version: \^2\.0\.0$/m);
    expect(report(workspace).services).toMatchObject([
      { service: 'ci', status: 'upgraded', from: '1.0.0', to: '2.0.0' },
      { service: 'orders', status: 'upgraded', kept: [deploy], pending: [] },
      { service: 'payments', status: 'upgraded', kept: [] },
    ]);
    const words = workspace.read('dist/ci/upgrade.md');
    expect(words).toContain('Images are scanned.');
    expect(words).not.toContain('First.');
    expect(await syncGenerator(workspace.tree())).toEqual({});
    expect(await upgrade(workspace)).toBe('');
    expect(report(workspace).services.map(({ status }) => status)).toEqual(['current', 'current', 'current']);
  });

  it('moves a canary first: the others are as they were, and say so', async () => {
    const workspace = await upgradable('orders', 'payments');
    workspace.write('ci.yaml', `${workspace.read('ci.yaml')}groups: { canary: [payments] }\n`);
    installAcme(workspace, '2.0.0');
    expect(await upgrade(workspace, { group: 'canary' })).toBe('');
    expect(workspace.read('apps/payments/managed.txt')).toBe('2.0.0\n');
    expect(workspace.read('apps/orders/managed.txt')).toBe('1.0.0\n');
    const warned: unknown[] = [];
    const warn = logger.warn.bind(logger);
    logger.warn = (text: unknown) => warned.push(text);
    onTestFinished(() => {
      logger.warn = warn;
    });
    expect(await syncGenerator(workspace.tree())).toEqual({});
    expect(warned.join()).toContain('is on @acme/ci-standard 1.0.0, 2.0.0 is installed [standard-behind]');
    workspace.write('apps/orders/managed.txt', 'mine\n');
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: [{ code: 'behind-edited' }],
    });
    workspace.write('apps/orders/managed.txt', '1.0.0\n');
    workspace.write(
      'apps/orders/service.yaml',
      workspace.read('apps/orders/service.yaml').replace(/port: \d+/, 'port: 3999'),
    );
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: [{ code: 'standard-behind-changed' }],
    });
    expect(await upgrade(workspace, { services: 'orders,ci' })).toBe('');
    expect(workspace.read(deploy)).toContain('port: 3999');
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('records what a person has to decide, ends with an error, and resolve settles it', async () => {
    const workspace = await upgradable('orders');
    workspace.write(deploy, workspace.read(deploy).replace('/live', '/mine'));
    const old = workspace.read(deploy);
    installAcme(workspace, '2.0.0');
    const failure = await upgrade(workspace);
    expect(failure).toContain(`${deploy}: was changed by you`);
    expect(failure).toContain('probe.path');
    expect(workspace.read(deploy)).toContain('path: /mine');
    expect(workspace.read(deploy)).toContain('image: app:2');
    expect(workspace.read(deploy)).not.toMatch(/<<<|>>>/);
    expect(report(workspace).services[1]).toMatchObject({
      status: 'pending',
      pending: [{ at: 'probe.path' }],
    });
    expect(workspace.read('dist/ci/upgrade.md')).toMatch(/- path: \/mine\n +\+ path: \/healthz/);

    const other = await upgradable('orders');
    other.write(deploy, old);
    installAcme(other, '2.0.0');
    await upgrade(other);
    const resolve = (one: typeof other, options: object) =>
      run(one, (tree) => resolveGenerator(tree, { name: 'orders', ...options }));
    expect(await resolve(other, { take: 'edit' })).toContain('resolve-unedited');
    expect(await resolve(other, { take: 'mine', at: 'probe.pat' })).toContain('probe.path');
    expect(await resolve(other, { take: 'theirs', at: 'probe.path' })).toBe('');
    expect(other.read(deploy)).toContain('path: /healthz');
    expect(await syncGenerator(other.tree())).toEqual({});
    expect(await resolve(workspace, { take: 'mine', file: deploy })).toBe('');
    expect(workspace.read(deploy)).toContain('path: /mine');
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('skips versions, runs their migrations, and goes back from stored bases', async () => {
    const workspace = await upgradable('orders');
    const manifest = 'apps/orders/service.yaml';
    workspace.write(manifest, `${workspace.read(manifest)}# who\ndescription: 'team  x' # them\n`);
    workspace.write(
      'apps/orders/old.yaml',
      workspace.read('apps/orders/old.yaml').replace('- x', '- x\n  - mine'),
    );
    chmodSync(join(workspace.root, 'apps/orders/old.yaml'), 0o755);
    await run(workspace, (tree) => repairGenerator(tree, {}));
    installAcme(workspace, '3.0.0');
    expect(await upgrade(workspace)).toBe('');
    expect(workspace.read(manifest)).toContain("# who\nowner: 'team  x' # them\n");
    expect(() => workspace.read('apps/orders/old.yaml')).toThrow('ENOENT');
    expect(workspace.read('apps/orders/new.yaml')).toMatch(/a: 3\.0\.0[^]*- mine/);
    expect(statSync(join(workspace.root, 'apps/orders/new.yaml')).mode & 0o777).toBe(0o755);
    expect(workspace.read(deploy)).not.toContain('probe');
    expect(report(workspace).services[1]).toMatchObject({
      migrations: ['team'],
      nextSteps: ['Tell the team.'],
    });
    installAcme(workspace, '1.0.0');
    expect(await upgrade(workspace)).toBe('');
    expect(workspace.read(deploy)).toContain('path: /live');
    expect(workspace.read('apps/orders/managed.txt')).toBe('1.0.0\n');
  });

  it('of a dry run shows what would be, no log and no report', async () => {
    const workspace = await upgradable('orders');
    installAcme(workspace, '2.0.0');
    const { argv } = process;
    const info = logger.info.bind(logger);
    const said: unknown[] = [];
    onTestFinished(() => {
      process.argv = argv;
      logger.info = info;
    });
    process.argv = ['node', 'nx', 'g', '@org/ci:upgrade', '--dry-run'];
    logger.info = (text: unknown) => said.push(text);
    const tree = workspace.tree();
    await upgradeGenerator(tree, { skipInstall: true });
    const shown = tree.listChanges().map(({ path }) => path);
    expect(shown).toContain('apps/orders/managed.txt');
    expect(shown.filter((path) => /journal|^dist\//.test(path))).toEqual([]);
    expect(said.join()).toContain('✓ orders  1.0.0 → 2.0.0');
    expect(said.join()).toContain('Dry run: nothing is written.');
    expect(said.join()).not.toContain('Report:');
  });

  it('refuses names and versions that there are not, and touches nothing', async () => {
    const workspace = await upgradable('orders');
    expect(await upgrade(workspace, { services: 'orderz' })).toContain('did you mean orders?');
    expect(await upgrade(workspace, { group: 'canary' })).toContain('group-unknown');
    expect(await upgrade(workspace, { to: 'latest' })).toContain('a version such as 2.1.0');
  });
});

describe('a service that stays behind', () => {
  it('is held to nothing that its own version does not demand', async () => {
    const workspace = await upgradable('orders', 'payments');
    const options = "options: { level: { type: 'string' } }, ";
    const v2 = acmePackage('2.0.0')['node_modules/@acme/ci-standard/index.js'] ?? '';
    installAcme(workspace, '2.0.0');
    workspace.write(
      'node_modules/@acme/ci-standard/index.js',
      v2.replace(
        'migrations: [',
        `${options}migrations: [{ version: '2.0.0', id: 'level', description: '', manifest: [{ op: 'set', at: 'options.level', value: 'x' }] },`,
      ),
    );
    expect(await upgrade(workspace, { services: 'payments' })).toBe('');
    expect(workspace.read('apps/payments/service.yaml')).toContain('level: x');
    expect(await syncGenerator(workspace.tree()), 'orders has no level yet').toEqual({});
    expect(await upgrade(workspace)).toBe('');
    expect(workspace.read('apps/orders/service.yaml')).toContain('level: x');
  });
});
