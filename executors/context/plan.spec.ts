import type { ProjectGraph } from '@nx/devkit';
import { rootContext, serviceContext } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planClosure } from './closure';
import { parseIgnore } from './ignore';
import { planContext } from './plan';
import { narrowPnpmWorkspace } from './node/pnpm-workspace';
import { narrowRootManifest, parseRootManifest } from './node/root-manifest';
import { patchedPackage, patchFiles } from './node/patches';

const ignore = [
  '**',
  '!apps/api/package.json',
  '!apps/api/src',
  'apps/api/src/**/*.spec.ts',
  '!tsconfig.json',
  '**/*.key',
];
const files = [
  'apps/api/Dockerfile',
  'apps/api/package.json',
  'apps/api/src/main.ts',
  'apps/api/src/main.spec.ts',
  'apps/api/.env',
  'apps/other/src/main.ts',
  'libs/shared/package.json',
  'libs/shared/tsconfig.lib.json',
  'libs/shared/.npmrc',
  'libs/shared/src/index.ts',
  'libs/shared/src/.env',
  'libs/shared/src/secret.key',
  'libs/shared/src/schema.graphql',
  'libs/shared/prisma/schema.prisma',
  'libs/shared/README.md',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'README.md',
];
const input = {
  service: 'apps/api',
  libraries: ['libs/shared'],
  projects: ['apps/api', 'apps/other', 'libs/shared', '.'],
  rule: serviceContext(),
  files,
  rootFiles: rootContext.node,
  allows: parseIgnore(ignore.join('\n'), ['libs/shared']),
  written: { 'package.json': '{}', 'package-lock.json': '{}' },
};

describe('planContext', () => {
  it('takes what the ignore file lets through, the sources of libraries, and the written files', () => {
    expect(planContext(input).map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'copy apps/api/package.json',
      'copy apps/api/src/main.ts',
      'copy libs/shared/package.json',
      'copy libs/shared/prisma/schema.prisma',
      'copy libs/shared/src/index.ts',
      'copy libs/shared/src/schema.graphql',
      'copy libs/shared/tsconfig.lib.json',
      'text package-lock.json',
      'text package.json',
      'copy tsconfig.base.json',
    ]);
  });

  it('takes what a build has written, also in folders that are otherwise left out, and no secret of it', () => {
    const built = [
      'apps/api/dist/main.js',
      'apps/api/dist/README.md',
      'libs/shared/dist/.env',
      'apps/other/dist/a.js',
    ];
    const outputs = ['apps/api/dist', 'libs/shared/dist'];
    const all = { ...input, files: [...files, ...built], allows: () => true };
    const paths = (more: object) => planContext({ ...all, ...more }).map(({ path }) => path);
    expect(paths({ outputs }).filter((path) => path.includes('/dist/'))).toEqual(['apps/api/dist/main.js']);
    expect(paths({}).filter((path) => path.includes('/dist/'))).toEqual([]);
  });

  it('takes all that is an input where there is no ignore file', () => {
    const paths = planContext({ ...input, allows: parseIgnore('') }).map(({ path }) => path);
    expect(paths).toContain('apps/api/Dockerfile');
    expect(paths).toContain('libs/shared/src/secret.key');
    for (const file of ['apps/api/.env', 'libs/shared/README.md', 'libs/shared/.npmrc', 'README.md'])
      expect(paths).not.toContain(file);
  });

  it('asks the innermost folder', () => {
    const nested = {
      ...input,
      service: 'apps/api',
      libraries: ['apps/api/lib'],
      projects: ['apps/api', 'apps/api/lib', 'apps/api/e2e'],
      files: ['apps/api/lib/x.md', 'apps/api/lib/src/x.ts', 'apps/api/e2e/x.ts', 'apps/api/.env'],
      allows: () => true,
    };
    expect(planContext({ ...nested, written: {} }).map(({ path }) => path)).toEqual([
      'apps/api/lib/src/x.ts',
    ]);
  });
});

describe('planClosure', () => {
  const node = (root: string) => ({ data: { root } });
  const edge = (target: string, type = 'static') => ({ target, type });
  const graph = {
    nodes: {
      api: node('apps/api'),
      other: node('apps/other'),
      a: node('libs/a'),
      b: node('libs/b'),
      db: node('apps/db'),
      root: node('.'),
    },
    externalNodes: {
      'npm:x': { data: { packageName: 'x' } },
      'npm:x@2.0.0': { data: { packageName: 'x' } },
      'npm:y': { data: { packageName: 'y' } },
      'pypi:z': { data: { packageName: 'z' } },
    },
    dependencies: {
      api: [edge('a'), edge('npm:x'), edge('db', 'implicit'), edge('root')],
      a: [edge('b', 'dynamic'), edge('npm:x@2.0.0'), edge('pypi:z', 'implicit')],
      b: [edge('a')],
      other: [edge('npm:y')],
    },
  } as unknown as ProjectGraph;
  it('follows imports, also in circles, and not mere order', () => {
    expect(planClosure(graph, 'api')).toEqual({ libraries: ['libs/a', 'libs/b'], packages: ['x'] });
  });
  it('asks the root for what a project does not name itself', () => {
    const declares =
      (...folders: string[]) =>
      (folder: string) =>
        new Set(folders.includes(folder) ? ['x'] : []);
    expect(planClosure(graph, 'api', declares('apps/api')).packages).toEqual(['x']);
    expect(planClosure(graph, 'api', declares('apps/api', 'libs/a')).packages).toEqual([]);
  });
});

describe('narrowRootManifest', () => {
  it('keeps what decides about installing', () => {
    const manifest = {
      name: 'root',
      private: true,
      scripts: { postinstall: 'x' },
      engines: { node: '>=24' },
      packageManager: 'npm@11.0.0',
      workspaces: ['apps/*'],
      dependencies: { tslib: '2', big: '1' },
      devDependencies: { nx: '23', fetch: '^2.7.0' },
      overrides: { fetch: '$fetch', a: { b: '$tslib' } },
      pnpm: { patchedDependencies: { a: 'patches/a.patch', b: 'patches/b.patch' }, overrides: { c: '1' } },
      nx: {},
    };
    const options = { workspaces: ['apps/api'], rootDependencies: ['tslib', 'nx'], patches: ['a'] };
    expect(JSON.parse(narrowRootManifest(manifest, options))).toEqual({
      private: true,
      engines: { node: '>=24' },
      packageManager: 'npm@11.0.0',
      workspaces: ['apps/api'],
      dependencies: { tslib: '2' },
      devDependencies: { nx: '23' },
      overrides: { fetch: '^2.7.0', a: { b: '2' } },
      pnpm: {
        patchedDependencies: { a: 'patches/a.patch' },
        overrides: { c: '1' },
        allowUnusedPatches: true,
      },
    });
    expect(parseRootManifest('{')).toMatchObject({ ok: false });
  });
});

describe('narrowPnpmWorkspace', () => {
  it('keeps settings', () => {
    const text = "packages:\n  - 'apps/*'\ncatalog:\n  x: ^1\npatchedDependencies:\n  a: p\n  b: q\n";
    const settings = { packages: ['apps/api'], catalog: { x: '^1' } };
    expect(parse(narrowPnpmWorkspace(text, ['apps/api'], ['a']))).toEqual({
      ...settings,
      patchedDependencies: { a: 'p' },
      allowUnusedPatches: true,
    });
    expect(parse(narrowPnpmWorkspace(text, ['apps/api'], []))).toEqual(settings);
  });
});

describe('patches', () => {
  it.each([
    ['left-pad+1.3.0.patch', 'left-pad'],
    ['@acme+ui+1.3.0.patch', '@acme/ui'],
    ['a++@acme+ui+1.3.0+001+why.dev.patch', '@acme/ui'],
    ['README.md', undefined],
    ['left-pad.patch', undefined],
  ])('%s is of %s', (file, name) => {
    expect(patchedPackage(file)).toBe(name);
  });

  it('must lie where they are hashed', () => {
    const patches = { a: './patches/a.patch', b: 'lib/b.patch', c: 'patches/../c.patch' };
    expect(patchFiles(patches, ['a', 'gone'])).toEqual({ ok: true, value: ['patches/a.patch'] });
    expect(patchFiles(patches, ['a', 'b', 'c'])).toMatchObject({
      problems: [{ code: 'patch-misplaced', where: 'lib/b.patch' }, { where: 'patches/../c.patch' }],
    });
  });
});
