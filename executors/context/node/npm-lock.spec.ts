import { describe, expect, it } from 'vitest';
import { pruneNpmLock } from './npm-lock';
import type { NpmPackages } from './npm-tree';
import type { LockPruning } from './pruning';

const link = (resolved: string) => ({ resolved, link: true });
const pkg = (version: string, more: object = {}) => ({ version, integrity: `sha512-${version}`, ...more });

const packages: NpmPackages = {
  '': {
    name: 'root',
    workspaces: ['apps/*', 'libs/*'],
    dependencies: { tslib: '2' },
    devDependencies: { nx: '23' },
  },
  'apps/api': {
    name: '@acme/api',
    version: '0.0.0',
    dependencies: { '@acme/shared': '*', a: '1', p: '1' },
    devDependencies: { d: '1', b: '1' },
    optionalDependencies: { native: '1' },
  },
  'apps/other': { name: 'other', dependencies: { a: '2', lonely: '1' } },
  'apps/api/node_modules/a': pkg('1.0.0', { dependencies: { b: '2' } }),
  'apps/api/node_modules/a/node_modules/b': pkg('2.0.0'),
  'libs/shared': { name: '@acme/shared', dependencies: { s: '1' }, devDependencies: { e: '1' } },
  'node_modules/@acme/api': link('apps/api'),
  'node_modules/@acme/shared': link('libs/shared'),
  'node_modules/other': link('apps/other'),
  'node_modules/a': pkg('2.0.0'),
  'node_modules/b': pkg('1.0.0', { dev: true }),
  'node_modules/d': pkg('1.0.0', { dev: true, dependencies: { s: '1' }, optionalDependencies: { fs: '1' } }),
  'node_modules/e': pkg('1.0.0', { dev: true }),
  'node_modules/fs': pkg('1.0.0', { dev: true, optional: true }),
  'node_modules/lonely': pkg('1.0.0'),
  'node_modules/native': pkg('1.0.0', { optional: true, optionalDependencies: { missing: '1', fs: '1' } }),
  'node_modules/nx': pkg('23.0.0', { dev: true }),
  'node_modules/p': pkg('1.0.0', {
    peerDependencies: { q: '1', o: '1' },
    peerDependenciesMeta: { o: { optional: true } },
  }),
  'node_modules/q': pkg('1.0.0', { peer: true }),
  'node_modules/o': pkg('1.0.0'),
  'node_modules/s': pkg('1.0.0', { bundleDependencies: ['inner'], dependencies: { inner: '1' } }),
  'node_modules/s/node_modules/inner': pkg('1.0.0', { inBundle: true }),
  'node_modules/tslib': pkg('2.0.0'),
};

const lock = (from: NpmPackages = packages): string =>
  JSON.stringify({ name: 'root', version: '1.0.0', lockfileVersion: 3, requires: true, packages: from });

function prune(pruning: Partial<LockPruning> = {}, text = lock()) {
  const pruned = pruneNpmLock(text, { workspaces: ['apps/api'], ...pruning });
  if (!pruned.ok) throw new Error(JSON.stringify(pruned.problems));
  const parsed = JSON.parse(pruned.value.text) as { packages: NpmPackages };
  return { packages: parsed.packages, workspaces: pruned.value.workspaces, text: pruned.value.text };
}

describe('pruneNpmLock', () => {
  it('keeps what the workspace and its libraries need, each at its place, in order', () => {
    expect(Object.keys(prune().packages)).toEqual([
      '',
      'apps/api',
      'apps/api/node_modules/a',
      'apps/api/node_modules/a/node_modules/b',
      'libs/shared',
      'node_modules/@acme/api',
      'node_modules/@acme/shared',
      'node_modules/b',
      'node_modules/d',
      'node_modules/e',
      'node_modules/fs',
      'node_modules/native',
      'node_modules/p',
      'node_modules/q',
      'node_modules/s',
      'node_modules/s/node_modules/inner',
    ]);
  });

  it('names the workspaces that are left, also in the root', () => {
    const { packages: left, workspaces } = prune();
    expect(workspaces).toEqual(['apps/api', 'libs/shared']);
    expect(left['']).toEqual({ workspaces: ['apps/api', 'libs/shared'] });
  });

  it('keeps those of the root’s own dependencies that are imported', () => {
    const { packages: left } = prune({ rootDependencies: ['tslib', 'nx'] });
    expect(left['']).toMatchObject({ dependencies: { tslib: '2' }, devDependencies: { nx: '23' } });
    expect(left['node_modules/tslib']).toEqual(pkg('2.0.0'));
    expect(left['node_modules/nx']).toEqual(pkg('23.0.0', { dev: true }));
    const shipped = prune({ rootDependencies: ['tslib', 'nx'], shipped: [] }).packages;
    expect(shipped['node_modules/nx']).toBeUndefined();
    expect(shipped['']).not.toHaveProperty('devDependencies');
    const bundled = prune({ rootDependencies: ['tslib', 'nx'], shipped: ['nx'] }).packages;
    expect(bundled['node_modules/nx'], 'a scanner leaves out what is for development').toEqual(pkg('23.0.0'));
    expect(bundled['']).toMatchObject({ dependencies: { tslib: '2', nx: '23' } });
  });

  it('leaves entries as they are but for what changed in the smaller tree', () => {
    const { packages: left } = prune();
    expect(left['node_modules/b']).toEqual(pkg('1.0.0', { dev: true }));
    expect(left['node_modules/s']).toEqual(packages['node_modules/s']);
    expect(left['node_modules/native']).toMatchObject({ optional: true });
    expect(left['node_modules/fs']).toMatchObject({ optional: true });
    expect(left['node_modules/q']).toMatchObject({ peer: true });
  });

  it('says dev of what only another workspace needed for production', () => {
    const shared: NpmPackages = { ...packages, 'apps/other': { name: 'other', dependencies: { b: '1' } } };
    const bare: NpmPackages = { ...shared, 'node_modules/b': pkg('1.0.0') };
    expect(prune({}, lock(bare)).packages['node_modules/b']).toEqual(pkg('1.0.0', { dev: true }));
  });

  it('shipped: of what is for development only what is imported, with all that it needs', () => {
    const { packages: left } = prune({ shipped: ['d'] });
    for (const name of ['b', 'e']) expect(left[`node_modules/${name}`]).toBeUndefined();
    expect(left['node_modules/d']).not.toHaveProperty('dev');
    expect(left['apps/api']?.dependencies).toHaveProperty('d', '1');
    expect(left['apps/api']?.dependencies).toHaveProperty('a');
  });

  it('shipped: nothing of development, and no devDependencies', () => {
    const { packages: left } = prune({ shipped: [] });
    for (const name of ['b', 'd', 'e']) expect(left[`node_modules/${name}`]).toBeUndefined();
    expect(left['node_modules/fs']).toEqual(pkg('1.0.0', { optional: true }));
    expect(left['apps/api']).not.toHaveProperty('devDependencies');
    expect(left['node_modules/s/node_modules/inner']).toBeDefined();
  });

  it('is deterministic and idempotent', () => {
    const once = prune().text;
    expect(prune().text).toBe(once);
    expect(prune({}, once).text).toBe(once);
  });

  it('keeps an alias with its real name', () => {
    const aliased: NpmPackages = {
      ...packages,
      'apps/api': { dependencies: { old: 'npm:a@1' } },
      'node_modules/old': pkg('1.0.0', { name: 'a' }),
    };
    expect(prune({}, lock(aliased)).packages['node_modules/old']).toMatchObject({ name: 'a' });
  });

  it('takes a lock file without peers, as legacy-peer-deps leaves it', () => {
    const legacy = Object.fromEntries(
      Object.entries(packages).filter(([place]) => place !== 'node_modules/q'),
    );
    const { packages: left } = prune({}, lock(legacy));
    expect(left['node_modules/p']).toBeDefined();
  });

  it('reports all that the lock file lacks', () => {
    const broken: NpmPackages = { ...packages, 'apps/api': { dependencies: { x: '1', y: '1' } } };
    const pruned = pruneNpmLock(lock(broken), { workspaces: ['apps/api'] });
    expect(pruned).toMatchObject({ ok: false, problems: [{ code: 'lock-stale' }, { code: 'lock-stale' }] });
    expect(pruneNpmLock(lock(), { workspaces: ['apps/new'] })).toMatchObject({
      ok: false,
      problems: [{ code: 'lock-stale', what: expect.stringContaining('workspace apps/new') as string }],
    });
  });

  it.each(['', '[]', '{"lockfileVersion":1}', '{"lockfileVersion":9,"packages":{}}'])(
    'refuses %j',
    (text) => {
      expect(pruneNpmLock(text, { workspaces: [] })).toMatchObject({
        ok: false,
        problems: [{ code: 'lock-invalid' }],
      });
    },
  );
});
