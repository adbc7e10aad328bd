import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { Workspace, type Service, type Stack } from '@org/ci-core';
import { runChecked, runCommand } from '@org/ci-toolchain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeFolder } from '../../frame/testing/workspace';
import { contextPaths, prepareContext, productionLock } from '../prepare';

/** Nested and duplicated versions (ms), platform packages (esbuild), peers (use-sync-external-store), a library. */
const api = {
  name: '@acme/api',
  version: '0.0.0',
  dependencies: {
    '@acme/shared': 'VERSION',
    debug: '2.6.9',
    ms: '2.1.3',
    'use-sync-external-store': '1.5.0',
  },
  devDependencies: { esbuild: '0.25.11', send: '1.2.0' },
};
const shared = { name: '@acme/shared', version: '0.0.0', dependencies: { ms: '2.0.0', semver: '7.7.2' } };
const other = {
  name: 'other',
  version: '0.0.0',
  dependencies: { ms: '1.0.0', semver: '6.3.1', react: '19.1.0' },
};

const workspace = (packageManager: 'npm' | 'pnpm') =>
  Workspace.parse({
    standard: { name: '@acme/standard', version: '1.0.0' },
    packageManager,
    registry: 'localhost:5000',
    environments: [{ name: 'staging' }],
  });
const graph = {
  nodes: {
    api: { data: { root: 'apps/api' } },
    shared: { data: { root: 'libs/shared' } },
    other: { data: { root: 'apps/other' } },
  },
  dependencies: { api: [{ source: 'api', target: 'shared', type: 'static' }] },
} as unknown as ProjectGraph;

const files = (version: string) => ({
  'package.json': JSON.stringify({
    name: 'root',
    private: true,
    workspaces: ['apps/*', 'libs/*'],
    devDependencies: { typescript: '5.9.3' },
    overrides: { fresh: '2.0.0' },
  }),
  'apps/api/package.json': JSON.stringify(api).replace('VERSION', version),
  'apps/api/Dockerfile': 'FROM scratch\n',
  'apps/api/src/main.ts': 'export {};\n',
  'apps/other/package.json': JSON.stringify(other),
  'libs/shared/package.json': JSON.stringify(shared),
  'libs/shared/src/index.ts': 'export {};\n',
});

const tool = (cwd: string, ...[program = '', ...args]: string[]) =>
  runChecked(runCommand, { tool: program, args, cwd, env: { CI: 'true' } });
const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

/** Place → version of all that npm installed. */
async function installed(root: string): Promise<Record<string, string | undefined>> {
  const lock = (await readJson(path.join(root, 'node_modules/.package-lock.json'))) as {
    packages: Record<string, { version?: string; link?: boolean }>;
  };
  return Object.fromEntries(Object.entries(lock.packages).map(([place, { version }]) => [place, version]));
}

let root: string;
let context: string;

const service = (packageManager: 'npm' | 'pnpm') => ({
  root,
  graph,
  project: 'api',
  directory: 'apps/api',
  workspace: workspace(packageManager),
  service: {} as Service,
  stack: {} as Stack,
});

describe('npm ci in a pruned context', () => {
  beforeAll(async () => {
    root = await writeFolder(files('*'));
    await tool(root, 'npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund');
    await prepareContext(service('npm'), 'api');
    context = path.join(root, '..', `${path.basename(root)}-context`);
    await cp(contextPaths(root, 'api').folder, context, { recursive: true });
  });
  afterAll(() => Promise.all([rm(root, { recursive: true }), rm(context, { recursive: true })]));

  it('installs the versions of the full installation at the same places, and nothing else', async () => {
    await tool(context, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
    const [full, pruned] = [await installed(root), await installed(context)];
    expect(Object.keys(pruned).length).toBeGreaterThan(15);
    expect(full).toMatchObject(pruned);
    const versions = Object.entries(pruned)
      .filter(([place]) => place.endsWith('/ms'))
      .map(([, version]) => version);
    expect(new Set(versions)).toEqual(new Set(['2.0.0', '2.1.3']));
    expect(Object.keys(pruned)).toContain('node_modules/react');
    for (const name of ['typescript', 'other']) expect(pruned).not.toHaveProperty([`node_modules/${name}`]);
  });

  it('leaves a tree that npm finds whole', async () => {
    const { stdout } = await tool(context, 'npm', 'ls', '--all', '--json');
    expect(JSON.parse(stdout)).not.toHaveProperty('problems');
  });

  it('omits what is for development where asked', async () => {
    await tool(context, 'npm', 'ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund');
    const { text } = await productionLock(service('npm'));
    const listed = JSON.parse(text) as { packages: Record<string, unknown> };
    const places = (all: object): string[] =>
      Object.keys(all)
        .filter((place) => place.includes('node_modules/'))
        .sort();
    expect(places(await installed(context))).toEqual(places(listed.packages));
    expect(Object.keys(listed.packages)).not.toContain('node_modules/esbuild');
  });
});

describe('pnpm install --frozen-lockfile in a pruned context', () => {
  const pnpm = (cwd: string, ...args: string[]) => tool(cwd, 'npx', '--yes', 'pnpm@10.34.8', ...args);

  beforeAll(async () => {
    root = await writeFolder({
      ...files('workspace:*'),
      'pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n  - 'libs/*'\n",
    });
    await pnpm(root, 'install', '--no-frozen-lockfile', '--ignore-scripts');
    await prepareContext(service('pnpm'), 'api');
    context = path.join(root, '..', `${path.basename(root)}-context`);
    await mkdir(context);
    await cp(contextPaths(root, 'api').folder, context, { recursive: true });
  });
  afterAll(() => Promise.all([rm(root, { recursive: true }), rm(context, { recursive: true })]));

  it('installs the snapshots of the full installation, and nothing else', async () => {
    await pnpm(context, 'install', '--frozen-lockfile', '--ignore-scripts');
    const lockOf = async (folder: string) =>
      parse(await readFile(path.join(folder, 'node_modules/.pnpm/lock.yaml'), 'utf8')) as {
        snapshots: object;
        importers: object;
      };
    const [full, pruned] = [await lockOf(root), await lockOf(context)];
    expect(full.snapshots).toMatchObject(pruned.snapshots);
    expect(Object.keys(pruned.importers).sort()).toEqual(['.', 'apps/api', 'libs/shared']);
    expect(Object.keys(pruned.snapshots)).toContain('ms@2.0.0');
    expect(Object.keys(pruned.snapshots)).not.toContain('semver@6.3.1');
    expect(await readJson(path.join(context, 'apps/api/node_modules/ms/package.json'))).toMatchObject({
      version: '2.1.3',
    });
  });
});
