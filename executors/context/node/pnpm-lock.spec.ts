import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { prunePnpmLock } from './pnpm-lock';
import { snapshotKey } from './pnpm-tree';
import type { LockPruning } from './pruning';

const text = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

overrides:
  x: 1.0.0

patchedDependencies:
  a@1.0.0:
    hash: h1
    path: patches/a.patch
  lonely:
    hash: h2
    path: patches/lonely.patch

importers:

  .:
    dependencies:
      tslib: {specifier: '2', version: 2.0.0}
    devDependencies:
      nx: {specifier: '23', version: 23.0.0}

  apps/api:
    dependencies:
      '@acme/shared': {specifier: workspace:*, version: link:../../libs/shared}
      a: {specifier: '1', version: 1.0.0(p@1.0.0)}
      alias: {specifier: npm:b@2, version: b@2.0.0}
    devDependencies:
      d: {specifier: '1', version: 1.0.0}

  apps/other:
    dependencies:
      lonely: {specifier: '1', version: 1.0.0}

  libs/shared:
    dependencies:
      '@s/s': {specifier: '1', version: 1.0.0}

packages:
  '@s/s@1.0.0': {resolution: {integrity: s}}
  a@1.0.0: {resolution: {integrity: a}, peerDependencies: {p: '1'}}
  b@2.0.0: {resolution: {integrity: b}}
  d@1.0.0: {resolution: {integrity: d}}
  lonely@1.0.0: {resolution: {integrity: l}}
  native@1.0.0: {resolution: {integrity: n}, os: [linux]}
  nx@23.0.0: {resolution: {integrity: x}}
  p@1.0.0: {resolution: {integrity: p}}
  tslib@2.0.0: {resolution: {integrity: t}}

snapshots:
  '@s/s@1.0.0':
    optionalDependencies: {native: 1.0.0}
  a@1.0.0(p@1.0.0):
    dependencies: {p: 1.0.0}
  b@2.0.0: {}
  d@1.0.0: {}
  lonely@1.0.0: {}
  native@1.0.0:
    optional: true
  nx@23.0.0: {}
  p@1.0.0: {}
  tslib@2.0.0: {}
`;

interface Lock {
  readonly [key: string]: unknown;
  readonly importers: Record<string, unknown>;
  readonly packages: Record<string, unknown>;
  readonly snapshots: Record<string, unknown>;
}

function prune(pruning: Partial<LockPruning> = {}, from = text) {
  const pruned = prunePnpmLock(from, { workspaces: ['apps/api'], ...pruning });
  if (!pruned.ok) throw new Error(JSON.stringify(pruned.problems));
  return { ...pruned.value, lock: parse(pruned.value.text) as Lock };
}

describe('prunePnpmLock', () => {
  it('keeps what the workspace and its libraries need, with the peers that it was resolved with', () => {
    const { lock, workspaces } = prune();
    expect(workspaces).toEqual(['apps/api', 'libs/shared']);
    expect(Object.keys(lock.importers)).toEqual(['.', 'apps/api', 'libs/shared']);
    expect(Object.keys(lock.snapshots)).toEqual([
      '@s/s@1.0.0',
      'a@1.0.0(p@1.0.0)',
      'b@2.0.0',
      'd@1.0.0',
      'native@1.0.0',
      'p@1.0.0',
    ]);
    expect(Object.keys(lock.packages)).toEqual([
      '@s/s@1.0.0',
      'a@1.0.0',
      'b@2.0.0',
      'd@1.0.0',
      'native@1.0.0',
      'p@1.0.0',
    ]);
    expect(lock.importers['.']).toEqual({});
  });

  it('keeps settings and overrides, and the patches of what is left', () => {
    const { lock } = prune();
    expect(lock.settings).toEqual({ autoInstallPeers: true });
    expect(lock.overrides).toEqual({ x: '1.0.0' });
    expect(Object.keys(lock.patchedDependencies as object)).toEqual(['a@1.0.0']);
    expect(Object.keys(prune({ workspaces: ['apps/other'] }).lock.patchedDependencies as object)).toEqual([
      'lonely',
    ]);
  });

  it('keeps those of the root’s own dependencies that are imported', () => {
    const { lock } = prune({ rootDependencies: ['tslib', 'nx'] });
    expect(lock.importers['.']).toEqual({
      dependencies: { tslib: { specifier: '2', version: '2.0.0' } },
      devDependencies: { nx: { specifier: '23', version: '23.0.0' } },
    });
    const shipped = prune({ rootDependencies: ['tslib', 'nx'], shipped: [] }).lock;
    expect(shipped.snapshots).not.toHaveProperty(['nx@23.0.0']);
    const bundled = prune({ rootDependencies: ['tslib', 'nx'], shipped: ['nx'] }).lock;
    expect(bundled.snapshots).toHaveProperty(['nx@23.0.0']);
    expect(bundled.importers['.']).not.toHaveProperty('devDependencies');
    expect(lock.snapshots).toHaveProperty(['tslib@2.0.0']);
  });

  it('shipped: nothing of development that is not imported', () => {
    const { lock } = prune({ shipped: [] });
    expect(lock.snapshots).not.toHaveProperty(['d@1.0.0']);
    expect(lock.importers['apps/api']).not.toHaveProperty('devDependencies');
  });

  it('is deterministic and idempotent', () => {
    expect(prune({}, prune().text).text).toBe(prune().text);
  });

  it('reports what is missing', () => {
    expect(prunePnpmLock(text, { workspaces: ['apps/new', 'apps/older'] })).toMatchObject({
      ok: false,
      problems: [{ code: 'lock-stale' }, { code: 'lock-stale' }],
    });
    expect(prunePnpmLock(text.replace('  p@1.0.0: {}\n', ''), { workspaces: ['apps/api'] })).toMatchObject({
      ok: false,
      problems: [{ code: 'lock-stale', what: 'has no p@1.0.0' }],
    });
  });

  it.each(['', 'a: [', "lockfileVersion: '6.0'\nimporters: {}"])('refuses %j', (from) => {
    expect(prunePnpmLock(from, { workspaces: [] })).toMatchObject({
      ok: false,
      problems: [{ code: 'lock-invalid' }],
    });
  });
});

describe('snapshotKey', () => {
  it.each([
    ['a', '1.0.0', 'a@1.0.0'],
    ['a', '1.0.0(@x/y@2.0.0)', 'a@1.0.0(@x/y@2.0.0)'],
    ['alias', 'b@2.0.0', 'b@2.0.0'],
    ['alias', '@s/b@2.0.0(p@1.0.0)', '@s/b@2.0.0(p@1.0.0)'],
    ['a', 'https://codeload.github.com/x/y/tar.gz/abc', 'a@https://codeload.github.com/x/y/tar.gz/abc'],
    ['a', 'file:vendor/a', 'a@file:vendor/a'],
  ])('%s %s', (name, version, key) => {
    expect(snapshotKey(name, version)).toBe(key);
  });
});
