import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWorkspace, unwrap } from '@org/ci-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, type PackageManager } from '../world/create.js';
import { changedFiles, commitAll, committed } from '../world/git.js';
import { must } from '../world/must.js';
import { sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { readWorld } from '../world/world.js';

const world = readWorld();
const artefacts = [
  '.ci/lock/_workspace.json',
  '.github/workflows/cd.yml',
  '.github/workflows/ci.yml',
  '.github/workflows/security.yml',
  '.pre-commit-config.yaml',
  'ci.yaml',
];

const mirrors = `--mirrors=${Object.entries(world.mirrors)
  .map(([host, mirror]) => `${host}=${mirror}`)
  .join(',')}`;

/** What somebody has in a workspace before they hear of us. */
const own: Readonly<Record<string, string>> = {
  '.github/workflows/ci.yml': 'name: Ours\non: push\njobs: {}\n',
  'packages/money/package.json': '{\n  "name": "money",\n  "version": "1.0.0",\n  "type": "module"\n}\n',
  'packages/money/index.js': 'export const cents = 100;\n',
  'docs/notes.md': '# Notes\n',
};
const shared = [
  /^nx\.json$/,
  /^package\.json$/,
  /^package-lock\.json$/,
  /^pnpm-(lock|workspace)\.yaml$/,
  /^\.gitignore$/,
];

/** What holds for every workspace that init has seen. */
function described(packageManager: PackageManager, workspace: () => Sandbox): void {
  it('has plugin, sync generator and ci.yaml', async () => {
    const nxJson = JSON.parse(await workspace().read('nx.json')) as object;
    expect(nxJson).toMatchObject({
      plugins: expect.arrayContaining(['@org/ci']) as string[],
      sync: { globalGenerators: ['@org/ci:sync'] },
    });
    const ci = unwrap(parseWorkspace(await workspace().read('ci.yaml'), 'ci.yaml'));
    expect(ci).toMatchObject({ packageManager, standard: { name: '@org/ci-standard' } });
    expect(ci.environments.map(({ name }) => name)).toEqual(['staging', 'production']);
    const { output } = must(await workspace().nx(['show', 'projects']), 'nx show projects');
    expect(output.split('\n')).toContain('ci');
  });

  it('has the artefacts of a workspace, written for its package manager, and is in sync', async () => {
    for (const path of artefacts) expect(await workspace().read(path), path).not.toBe('');
    const cd = await workspace().read('.github/workflows/cd.yml');
    expect(cd).toContain(packageManager === 'pnpm' ? 'pnpm install --frozen-lockfile' : 'npm ci');
    const check = await workspace().nx(['sync:check']);
    expect(check, check.output).toMatchObject({ exitCode: 0 });
  });

  it('is not changed by a second init', async () => {
    await commitAll(workspace());
    must(await workspace().nx(['g', '@org/ci:init', '--no-interactive']), 'nx g @org/ci:init');
    expect(await changedFiles(workspace())).toEqual([]);
  });
}

describe('create-nx-workspace --preset=@org/ci', () => {
  let workspace: Sandbox;
  beforeAll(async () => {
    const answers = [mirrors];
    workspace = await createWorkspace(world, {
      name: 'fresh',
      packageManager: 'npm',
      preset: '@org/ci',
      answers,
    });
  });
  afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

  it('leaves a clean first commit', async () => {
    expect(await changedFiles(workspace)).toEqual([]);
  });
  it('has the mirrors that it was given, and asks for no image before a service needs it', async () => {
    const ci = unwrap(parseWorkspace(await workspace.read('ci.yaml'), 'ci.yaml'));
    expect(ci.mirrors).toEqual(world.mirrors);
    expect(existsSync(join(workspace.root, '.ci/pins.json'))).toBe(false);
  });
  described('npm', () => workspace);
});

describe.each(['npm', 'pnpm'] as const)('nx add @org/ci in an existing %s workspace', (packageManager) => {
  let workspace: Sandbox;
  let changed: string[];
  beforeAll(async () => {
    workspace = await createWorkspace(world, { name: `old-${packageManager}`, packageManager, preset: 'ts' });
    for (const [path, text] of Object.entries(own)) await workspace.write(path, text);
    await commitAll(workspace);
    must(await workspace.nx(['add', '@org/ci', '--no-interactive']), 'nx add @org/ci');
    changed = await changedFiles(workspace);
  });
  afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

  it('keeps every file of the user', async () => {
    for (const [path, text] of Object.entries(own)) expect(await workspace.read(path), path).toBe(text);
    const { output } = must(await workspace.run('git', ['diff', '--name-only', 'HEAD']), 'git diff');
    const foreign = output.split('\n').filter((path) => !shared.some((one) => one.test(path)));
    expect(foreign).toEqual([]);
    expect(changed).toContain('ci.yaml');
  });

  it('adds to shared files and takes nothing from them', async () => {
    for (const path of ['nx.json', 'package.json']) {
      const before = JSON.parse(await committed(workspace, path)) as Record<string, unknown>;
      // Package managers drop an empty list of dependencies by themselves.
      const { plugins, workspaces, ...rest } = before;
      delete rest.dependencies;
      const after = JSON.parse(await workspace.read(path)) as object;
      expect(after, path).toMatchObject(rest);
      for (const [key, list] of Object.entries({ plugins, workspaces })) {
        if (list)
          expect(after, path).toMatchObject({ [key]: expect.arrayContaining(list as unknown[]) as unknown });
      }
    }
    const ignored = (await committed(workspace, '.gitignore')).split('\n');
    expect((await workspace.read('.gitignore')).split('\n')).toEqual(expect.arrayContaining(ignored));
    const { output } = must(await workspace.nx(['show', 'projects']), 'nx show projects');
    expect(output.split('\n')).toContain('money');
  });
  described(packageManager, () => workspace);
});
