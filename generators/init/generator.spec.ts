import { parseWorkspace } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { createWorkspace } from '../testing/workspace';
import { initGenerator } from './generator';

const options = { standard: '@acme/ci-standard' };

describe('init', () => {
  it('sets an npm workspace up; twice changes nothing', async () => {
    const workspace = createWorkspace();
    const tree = workspace.tree();
    await initGenerator(tree, options);
    expect(workspace.flush(tree)).toEqual([
      '.ci/base/.github/workflows/ci.yml.base',
      '.ci/lock/_workspace.json',
      '.github/workflows/ci.yml',
      '.gitignore',
      '.npmrc',
      'ci.yaml',
      'nx.json',
      'package.json',
    ]);
    expect(JSON.parse(workspace.read('nx.json'))).toEqual({
      plugins: ['@org/ci'],
      sync: { globalGenerators: ['@org/ci:sync'] },
    });
    expect(JSON.parse(workspace.read('package.json'))).toMatchObject({
      workspaces: ['packages/*', 'apps/*', 'libs/*'],
    });
    expect(parseWorkspace(workspace.read('ci.yaml'), 'ci.yaml')).toMatchObject({
      ok: true,
      value: { standard: { name: '@acme/ci-standard', version: '^1.2.3' }, packageManager: 'npm' },
    });
    const again = workspace.tree();
    await initGenerator(again, options);
    expect(again.listChanges()).toEqual([]);
  });

  it('calls the workspace as its package.json does', async () => {
    const workspace = createWorkspace({ 'package.json': '{ "name": "@acme/source", "private": true }' });
    const tree = workspace.tree();
    await initGenerator(tree, { ...options, registry: 'registry.example.com/walk' });
    const parsed = parseWorkspace(tree.read('ci.yaml', 'utf-8') ?? '', 'ci.yaml');
    expect(parsed).toMatchObject({
      ok: true,
      value: { name: 'acme', registry: 'registry.example.com/walk' },
    });
  });

  it('sets a pnpm workspace up and keeps the comments of pnpm-workspace.yaml', async () => {
    const text = 'packages:\n  # ours\n  - packages/*\n';
    const workspace = createWorkspace({ 'pnpm-workspace.yaml': text, 'packages/a/x': '' });
    const tree = workspace.tree();
    await initGenerator(tree, options);
    workspace.flush(tree);
    expect(workspace.read('pnpm-workspace.yaml')).toBe('packages:\n  # ours\n  - packages/*\n  - apps/*\n');
    expect(workspace.read('ci.yaml')).toContain('packageManager: pnpm');
    const again = workspace.tree();
    await initGenerator(again, options);
    expect(again.listChanges()).toEqual([]);
  });

  it('turns install scripts off in a workspace without projects only', async () => {
    const workspace = createWorkspace({ 'packages/a/package.json': '{ "name": "a" }' });
    const tree = workspace.tree();
    await initGenerator(tree, options);
    expect(tree.exists('.npmrc')).toBe(false);
  });

  it('takes registry and repository from the Git remote', async () => {
    const config = '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:Acme/shop.git\n';
    const workspace = createWorkspace({ '.git/config': config });
    const tree = workspace.tree();
    await initGenerator(tree, options);
    expect(tree.read('ci.yaml', 'utf-8')).toContain('registry: ghcr.io/acme');
    expect(tree.read('ci.yaml', 'utf-8')).toContain('repository: https://github.com/Acme/shop');
  });

  it('leaves an existing ci.yaml, plugins and workflow alone', async () => {
    const nxJson =
      '{ "plugins": [{ "plugin": "@org/ci" }], "sync": { "globalGenerators": ["@org/ci:sync"] } }\n';
    const workspace = createWorkspace({ 'nx.json': nxJson, '.github/workflows/ci.yml': 'mine\n' });
    const tree = workspace.tree();
    await initGenerator(tree, options);
    workspace.flush(tree);
    expect(workspace.read('nx.json')).toBe(nxJson);
    expect(workspace.read('.github/workflows/ci.yml')).toBe('mine\n');
  });

  it('refuses another standard than that of ci.yaml', async () => {
    const workspace = createWorkspace();
    const first = workspace.tree();
    await initGenerator(first, options);
    workspace.flush(first);
    workspace.write('nx.json', '{}\n');
    const tree = workspace.tree();
    await expect(initGenerator(tree, { standard: '@acme/ci-standrad' })).rejects.toMatchObject({
      problems: [
        {
          code: 'init-standard',
          where: 'ci.yaml › standard',
          fix: expect.stringContaining('npx nx g @org/ci:upgrade') as string,
        },
      ],
    });
    await initGenerator(workspace.tree(), {});
    await initGenerator(workspace.tree(), options);
  });

  it('writes mirrors into ci.yaml before anything is asked of a registry', async () => {
    const tree = createWorkspace().tree();
    await initGenerator(tree, {
      ...options,
      mirrors: 'docker.io=127.0.0.1:15000,gcr.io=mirror.example.com/gcr.io',
    });
    expect(parseWorkspace(tree.read('ci.yaml', 'utf-8') ?? '', 'ci.yaml')).toMatchObject({
      ok: true,
      value: { mirrors: { 'docker.io': '127.0.0.1:15000', 'gcr.io': 'mirror.example.com/gcr.io' } },
    });
  });

  it.each([
    ['docker.io', 'docker.io=: a registry is host[:port][/path]'],
    ['docker.io=https://x', 'docker.io=https://x: a registry is host[:port][/path]'],
    ['docker.io/library=x', 'docker.io/library=x: a registry host is host[:port]'],
    ['a.io=x,a.io=y', 'a.io is given twice'],
    ['', '=: a registry host is host[:port]'],
  ])('refuses the mirrors %j with what is wrong and what was given', async (mirrors, words) => {
    const failed = initGenerator(createWorkspace().tree(), { ...options, mirrors });
    await expect(failed).rejects.toThrow(words);
    await expect(failed).rejects.toThrow(`(${JSON.stringify(mirrors)} was given)`);
    await expect(failed).rejects.toThrow('docker.io=mirror.example.com/hub');
  });

  it('says which platforms there are', async () => {
    const failed = initGenerator(createWorkspace().tree(), {
      ...options,
      platforms: 'linux/amd64,linux/amd',
    });
    await expect(failed).rejects.toThrow('"linux/amd": a platform is linux/ with amd64, arm64');
  });

  it('refuses yarn, an unknown standard and bad options with a remedy', async () => {
    const yarn = createWorkspace({ 'yarn.lock': '' });
    yarn.write('package-lock.json', '');
    await expect(initGenerator(yarn.tree(), { standard: '@acme/none' })).rejects.toThrow(
      'npm install @acme/none',
    );
    await expect(
      initGenerator(yarn.tree(), { standard: '../x', registry: 'https://x', platforms: 'windows' }),
    ).rejects.toMatchObject({ problems: { length: 3 } });
  });
});
