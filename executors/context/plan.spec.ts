import type { ProjectGraph } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planClosure } from './closure';
import { parseIgnore } from './ignore';
import { withoutLogins } from './npmrc';
import { planContext } from './plan';
import { narrowPnpmWorkspace } from './pnpm-workspace';
import { narrowRootManifest } from './root-manifest';

const ignore = [
  '**',
  '!apps/api/package.json',
  '!apps/api/src',
  'apps/api/src/**/*.spec.ts',
  '!libs/*/prisma',
  '!tsconfig.json',
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
  'libs/shared/src/index.ts',
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
  files,
  allows: parseIgnore(ignore.join('\n')),
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
      'copy libs/shared/tsconfig.lib.json',
      'text package-lock.json',
      'text package.json',
      'copy tsconfig.base.json',
      'copy tsconfig.json',
    ]);
  });

  it('takes all of the service where there is no ignore file, as Docker does', () => {
    const paths = planContext({ ...input, allows: undefined }).map(({ path }) => path);
    expect(paths).toContain('apps/api/.env');
    expect(paths).not.toContain('libs/shared/README.md');
    expect(paths).not.toContain('README.md');
  });

  it('asks the innermost folder', () => {
    const nested = {
      ...input,
      service: 'apps/api',
      libraries: ['apps/api/lib', 'apps'],
      files: ['apps/api/lib/x.md', 'apps/api/lib/src/x.ts', 'apps/api/.env'],
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
    },
    dependencies: {
      api: [edge('a'), edge('npm:x'), edge('db', 'implicit'), edge('root')],
      a: [edge('b', 'dynamic'), edge('npm:x@2.0.0')],
      b: [edge('a')],
      other: [edge('npm:y')],
    },
  } as unknown as ProjectGraph;
  it('follows imports, also in circles, and not mere order', () => {
    expect(planClosure(graph, 'api')).toEqual({ libraries: ['libs/a', 'libs/b'], packages: ['x'] });
  });
});

describe('narrowRootManifest', () => {
  it('keeps what decides about installing', () => {
    const text = JSON.stringify({
      name: 'root',
      private: true,
      scripts: { postinstall: 'x' },
      engines: { node: '>=24' },
      packageManager: 'npm@11.0.0',
      workspaces: ['apps/*'],
      dependencies: { tslib: '2', big: '1' },
      devDependencies: { nx: '23', fetch: '^2.7.0' },
      overrides: { fetch: '$fetch', a: { b: '$tslib' } },
      nx: {},
    });
    const narrowed = narrowRootManifest(text, { workspaces: ['apps/api'], rootDependencies: ['tslib'] });
    expect(narrowed.ok && JSON.parse(narrowed.value)).toEqual({
      name: 'root',
      private: true,
      engines: { node: '>=24' },
      packageManager: 'npm@11.0.0',
      workspaces: ['apps/api'],
      dependencies: { tslib: '2' },
      overrides: { fetch: '^2.7.0', a: { b: '2' } },
    });
    expect(narrowRootManifest('{', { workspaces: [] })).toMatchObject({ ok: false });
  });
});

describe('narrowPnpmWorkspace', () => {
  it('keeps settings', () => {
    const text = "packages:\n  - 'apps/*'\ncatalog:\n  x: ^1\npatchedDependencies:\n  a: p\n";
    expect(parse(narrowPnpmWorkspace(text, ['apps/api']))).toEqual({
      packages: ['apps/api'],
      catalog: { x: '^1' },
      patchedDependencies: { a: 'p' },
      allowUnusedPatches: true,
    });
  });
});

describe('withoutLogins', () => {
  it.each([
    ['//npm.example.com/:_authToken=abc', false],
    ['//npm.example.com/:_authToken=${NPM_TOKEN}', true],
    ['//npm.example.com/:_authToken=${NPM_TOKEN}x', false],
    ['_auth = abc', false],
    ['//npm.example.com/:_password=abc', false],
    ['//npm.example.com/:username=me', false],
    ['@acme:registry=https://npm.example.com/', true],
    ['key="-----BEGIN PRIVATE KEY-----\\nabc"', false],
    ['https-proxy=http://me:secret@proxy.example.com:3128', false],
    ['https-proxy=http://${USER}:${PASSWORD}@proxy.example.com:3128', true],
    ['ignore-scripts=true', true],
    ['# _authToken=abc', true],
  ])('%s', (line, stays) => {
    expect(withoutLogins(`a=b\n${line}\n`).includes(line)).toBe(stays);
  });
});
