import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { Workspace, type Service, type Stack } from '@org/ci-core';
import { runChecked, runCommand } from '@org/ci-toolchain';
import { afterEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../../frame/testing/workspace';
import { contextPaths, prepareContext } from '../prepare';

/** `plain` has no package.json: it imports semver, which the root has for development. */
const graph = {
  nodes: { api: { data: { root: 'apps/api' } }, plain: { data: { root: 'libs/plain' } } },
  externalNodes: {
    'npm:semver': { data: { packageName: 'semver' } },
    'npm:ms': { data: { packageName: 'ms' } },
  },
  dependencies: {
    api: [
      { source: 'api', target: 'plain', type: 'static' },
      { source: 'api', target: 'npm:ms', type: 'static' },
    ],
    plain: [{ source: 'plain', target: 'npm:semver', type: 'static' }],
  },
} as unknown as ProjectGraph;

const addFile = (folder: string): string =>
  [
    `diff --git a/${folder}patched.txt b/${folder}patched.txt`,
    'new file mode 100644',
    'index 0000000..ffffff1',
    '--- /dev/null',
    `+++ b/${folder}patched.txt`,
    '@@ -0,0 +1 @@',
    '+patched',
    '',
  ].join('\n');

const root = {
  name: 'root',
  private: true,
  workspaces: ['apps/*'],
  devDependencies: { semver: '7.7.2', nanoid: '5.1.6' },
};
const files = {
  'apps/api/package.json': '{"name":"api","version":"0.0.0","dependencies":{"ms":"2.1.3"}}',
  'apps/api/Dockerfile': 'FROM scratch\n',
  'apps/other/package.json': '{"name":"other","version":"0.0.0","dependencies":{"debug":"4.4.3"}}',
  'libs/plain/src/index.ts': "export { valid } from 'semver';\n",
};

const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

const tool = (cwd: string, ...[program = '', ...args]: string[]) =>
  runChecked(runCommand, { tool: program, args, cwd, env: { CI: 'true' } });

/** The context of the service, elsewhere: nothing is found in folders above. */
async function contextOf(from: string, packageManager: 'npm' | 'pnpm'): Promise<string> {
  const workspace = Workspace.parse({
    standard: { name: '@acme/standard', version: '1.0.0' },
    packageManager,
    registry: 'localhost:5000',
    environments: [{ name: 'staging' }],
  });
  const service = {
    root: from,
    graph,
    project: 'api',
    directory: 'apps/api',
    workspace,
    service: {} as Service,
    stack: {} as Stack,
  };
  await prepareContext(service, 'api');
  const context = await mkdtemp(path.join(tmpdir(), 'org-ci-'));
  folders.push(from, context);
  await cp(contextPaths(from, 'api').folder, context, { recursive: true });
  return context;
}

const read = (folder: string, file: string) => readFile(path.join(folder, file), 'utf8');
const version = async (folder: string, name: string) =>
  (JSON.parse(await read(folder, `node_modules/${name}/package.json`)) as { version: string }).version;

describe('npm, as the Dockerfile installs', () => {
  it('has what a library without package.json imports from the root, and the patches of what is left', async () => {
    const whole = await writeFolder({
      ...files,
      'package.json': JSON.stringify({
        ...root,
        scripts: { postinstall: 'patch-package' },
        devDependencies: { ...root.devDependencies, 'patch-package': '8.0.1' },
      }),
      'patches/ms+2.1.3.patch': addFile('node_modules/ms/'),
      'patches/debug+4.4.3.patch': addFile('node_modules/debug/'),
      '.npmrc': 'fund=false',
    });
    await tool(whole, 'npm', 'install', '--ignore-scripts', '--no-audit');
    const context = await contextOf(whole, 'npm');
    await tool(context, 'npm', 'ci', '--workspace=apps/api', '--ignore-scripts', '--no-audit', '--no-fund');
    expect(await version(context, 'semver')).toBe('7.7.2');
    await expect(version(context, 'nanoid')).rejects.toThrow('ENOENT');
    await tool(context, path.join(context, 'node_modules/.bin/patch-package'), '--error-on-fail');
    expect(await read(context, 'node_modules/ms/patched.txt')).toBe('patched\n');
    await expect(read(context, 'patches/debug+4.4.3.patch')).rejects.toThrow('ENOENT');
    expect(await read(context, '.npmrc')).toBe('fund=false\ninclude-workspace-root=true\n');
  });
});

describe('pnpm, as the Dockerfile installs', () => {
  const pnpm = (cwd: string, ...args: string[]) => tool(cwd, 'npx', '--yes', 'pnpm@10.34.8', ...args);
  const patched = { 'ms@2.1.3': 'patches/ms@2.1.3.patch', debug: 'patches/debug.patch' };
  const hook =
    "exports.hooks = { readPackage: (pkg) => (pkg.name === 'ms' ? { ...pkg, dependencies: { 'is-odd': '3.0.1' } } : pkg) };";
  const settings = `packages: ['apps/*']\npatchedDependencies: ${JSON.stringify(patched)}\n`;
  const inManifest = { ...root, pnpm: { patchedDependencies: patched } };

  it.each([
    ['pnpm-workspace.yaml', { 'package.json': JSON.stringify(root), 'pnpm-workspace.yaml': settings }],
    [
      'package.json',
      { 'package.json': JSON.stringify(inManifest), 'pnpm-workspace.yaml': "packages: ['apps/*']\n" },
    ],
  ])('%s: patches what is left, runs its hooks, and has the root’s packages', async (_, more) => {
    const whole = await writeFolder({
      ...files,
      ...more,
      'patches/ms@2.1.3.patch': addFile(''),
      'patches/debug.patch': addFile(''),
      '.pnpmfile.cjs': hook,
    });
    await pnpm(whole, 'install', '--no-frozen-lockfile', '--ignore-scripts');
    const context = await contextOf(whole, 'pnpm');
    await pnpm(context, 'install', '--frozen-lockfile', '--ignore-scripts', '--filter={./apps/api}...');
    expect(await read(context, 'apps/api/node_modules/ms/patched.txt')).toBe('patched\n');
    expect(await read(context, 'pnpm-lock.yaml')).toContain('is-odd@3.0.1');
    await expect(read(context, 'patches/debug.patch')).rejects.toThrow('ENOENT');
    expect(await version(context, 'semver')).toBe('7.7.2');
    await expect(version(context, 'nanoid')).rejects.toThrow('ENOENT');
  });
});
