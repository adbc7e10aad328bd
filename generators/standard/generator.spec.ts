import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseStandardFile, type Standard } from '@org/ci-core';
import * as installed from '@org/ci-standard';
import { standardProblems } from '@org/ci-standard/testing';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createWorkspace, type TestWorkspace } from '../testing/workspace';
import { standardGenerator } from './generator';

const json = (workspace: TestWorkspace, path: string): Record<string, unknown> =>
  JSON.parse(workspace.read(path)) as Record<string, unknown>;

async function scaffold(
  options: Record<string, unknown> = {},
  files: Record<string, string> = {},
): Promise<TestWorkspace> {
  const workspace = createWorkspace({
    'package.json': '{ "name": "@acme/source", "private": true }\n',
    ...files,
  });
  const tree = workspace.tree();
  await standardGenerator(tree, { name: 'acme', skipInstall: true, ...options });
  workspace.flush(tree);
  return workspace;
}

describe('nx g @org/ci:standard', () => {
  it('writes a package that Nx migrates, releases and links', async () => {
    const workspace = await scaffold({}, { 'node_modules/@acme/ci-standard/package.json': '{}' });
    const manifest = json(workspace, 'packages/ci-standard/package.json');
    expect(manifest).toMatchObject({
      name: '@acme/ci-standard',
      version: '0.1.0',
      'nx-migrations': { migrations: './migrations.json' },
      peerDependencies: { '@org/ci-standard': '^0.1.0' },
    });
    for (const file of manifest.files as string[])
      expect(existsSync(join(workspace.root, 'packages/ci-standard', file)), file).toBe(true);
    expect(json(workspace, 'package.json').workspaces).toEqual(['packages/*']);
    const { test, prepublishOnly } = manifest.scripts as Record<string, string>;
    expect(prepublishOnly).toBe(test);
    expect(json(workspace, 'package.json').devDependencies).toHaveProperty(['@nx/js']);
    expect(json(workspace, 'nx.json').release).toMatchObject({
      groups: {
        'ci-standard': {
          projects: ['@acme/ci-standard'],
          version: { versionActions: 'packages/ci-standard/version-actions.js' },
        },
      },
    });
    expect(existsSync(join(workspace.root, 'packages/ci-standard/version-actions.js'))).toBe(true);
  });

  it('writes data that its schema accepts, with a schema for the editor', async () => {
    const workspace = await scaffold({ directory: 'libs/platform/standard', scope: '@acme-corp' });
    const text = workspace.read('libs/platform/standard/standard.yaml');
    expect(parseStandardFile(text, 'standard.yaml')).toMatchObject({ ok: true });
    expect(text).toContain('$schema=../../../node_modules/@org/ci/schemas/standard.json');
    expect(json(workspace, 'libs/platform/standard/package.json').name).toBe('@acme-corp/ci-standard');
    expect(json(workspace, 'package.json').workspaces).toEqual(['libs/platform/*']);
  });

  it('has examples in comments that work', async () => {
    const workspace = await scaffold();
    const text = workspace.read('packages/ci-standard/standard.yaml');
    const example = text
      .replaceAll(/^# (\w+:| {2})/gm, '$1')
      .replace('<40 hexadecimal digits>', 'a'.repeat(40));
    expect(example).toContain('\noverrides:\n  - file');
    expect(parseStandardFile(example, 'standard.yaml')).toMatchObject({
      ok: true,
      value: {
        pins: { tools: {} },
        stacks: { offer: ['node-api'] },
        forbid: [{}],
        overrides: [{ op: 'add' }],
      },
    });
  });

  it('exports a standard that passes its own test', async () => {
    const workspace = await scaffold();
    const folder = join(workspace.root, 'packages/ci-standard');
    workspace.write('node_modules/@org/ci-standard/index.js', '');
    const require = createRequire(join(folder, 'index.js'));
    require('@org/ci-standard');
    // sources are TypeScript, which require does not read: the module that this test has is the installed one's
    Object.assign(require.cache[require.resolve('@org/ci-standard')] ?? {}, { exports: installed });
    const { standard } = require('./index.js') as { standard: Standard };
    expect(standard).toMatchObject({ name: '@acme/ci-standard', gates: { scan: { high: 0 } } });
    expect(standardProblems(standard, { folder, update: true })).toEqual([]);
    expect(standardProblems(standard, { folder })).toEqual([]);
    const goldens = join(folder, 'test/goldens');
    expect(readFileSync(join(goldens, '.github/CODEOWNERS'), 'utf8')).toBe('* @acme/platform\n');
  });

  it('has a test that copes with a standard without owners', async () => {
    const workspace = await scaffold();
    const folder = join(workspace.root, 'packages/ci-standard');
    workspace.write('node_modules/@org/ci-standard/index.js', '');
    const require = createRequire(join(folder, 'test/standard.test.js'));
    require('@org/ci-standard');
    Object.assign(require.cache[require.resolve('@org/ci-standard')] ?? {}, { exports: installed });
    const { codeowners } = require('../artefacts/codeowners.js') as {
      codeowners: Standard['artefacts'][number];
    };
    const passed = (artefacts: readonly unknown[]): boolean[] => {
      const tests: boolean[] = [];
      const modules: Record<string, unknown> = {
        'node:test': {
          test: (_name: string, ...[options, run]: [{ skip?: boolean }, () => void]) => {
            if (typeof options === 'function') return;
            if (options.skip !== true) run();
            tests.push(options.skip !== true);
          },
        },
        '../index.js': { standard: { artefacts } },
        '@org/ci-standard/testing': {},
      };
      const text = workspace.read('packages/ci-standard/test/standard.test.js');
      const load = (name: string): unknown => modules[name] ?? (require(name) as unknown);
      const run = runInNewContext(`(require) => {${text}}`) as (require: typeof load) => void;
      run(load);
      return tests;
    };
    expect(passed([codeowners])).toEqual([true]);
    expect(passed([])).toEqual([false]);
  });

  it('refuses a folder that is taken and a name that is there, both at once', async () => {
    const taken = {
      'packages/ci-standard/package.json': '{ "name": "@acme/ci-standard" }',
      'package.json': '{ "workspaces": ["packages/*"] }',
    };
    await expect(scaffold({}, taken)).rejects.toThrow(/--name[^]*--directory/);
    await expect(scaffold({ directory: 'package.json/acme' }), 'below a file').rejects.toThrow('--directory');
    await expect(scaffold({ directory: '../elsewhere' })).rejects.toThrow(/directory/);
  });
});
