import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseService, unwrap } from '@org/ci-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheHits } from '../demo/nx.js';
import { changedFiles, commitAll } from '../world/git.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService, tryService } from '../world/service.js';
import { nxOnTerminal } from '../world/terminal.js';
import { readWorld } from '../world/world.js';

let workspace: Sandbox;
beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'service' });
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

/** Folders of the three services. */
const folders = ['apps/payments', 'apps/billing/orders', 'services/ledger'];
const names = ['billing-orders', 'ledger', 'payments'];
const manifest = async (folder: string) =>
  unwrap(parseService(await workspace.read(`${folder}/service.yaml`), folder));

describe('nx g @org/ci:service, before anything is written', () => {
  it('--dry-run lists the files and writes none', async () => {
    const { output } = await addService(workspace, 'payments', '--dry-run');
    expect(output).toContain('CREATE apps/payments/service.yaml');
    expect(output).toContain('CREATE .ci/lock/payments.json');
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('says which options are missing where nobody can be asked', async () => {
    const ran = await workspace.nx(['g', '@org/ci:service']);
    expect(ran.exitCode).not.toBe(0);
    for (const said of ['--name is missing', '--stack is missing', '--help'])
      expect(ran.output).toContain(said);
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('reports everything that is wrong with the options at once, each with a remedy', async () => {
    const bad = await tryService(workspace, 'fine', '--port=80', '--directory=../out', '--owner=${HOME}');
    expect(bad.exitCode).not.toBe(0);
    for (const option of ['port', 'directory', 'owner']) expect(bad.output).toContain(`options › ${option}`);
    expect(bad.output.match(/→ /g)).toHaveLength(3);
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it.each([
    ['the name of a package', ['django', '--stack=django-api'], '[name-taken]'],
    ['that in a dry run', ['django', '--stack=django-api', '--dry-run'], '[name-taken]'],
    ['a choice that there is not', ['fine', '--stack=node-api', '--cache=reddis'], 'did you mean redis?'],
    ['an option that there is not', ['fine', '--stack=node-api', '--prot=3000'], 'did you mean port?'],
  ])('refuses %s', async (_, words, said) => {
    const ran = await workspace.nx(['g', '@org/ci:service', ...words]);
    expect(ran.exitCode).not.toBe(0);
    expect(ran.output).toContain(said);
    expect(ran.output).not.toContain('CREATE');
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('asks on a terminal for what was not said', async () => {
    const ran = await nxOnTerminal(
      workspace,
      ['g', '@org/ci:service', '--dry-run'],
      [
        { question: 'What is the service called?', keys: 'asked' },
        { question: 'Which stack?', keys: 'Node' },
        { question: 'Which database?', keys: 'none' },
      ],
    );
    expect(ran, ran.output).toMatchObject({ exitCode: 0 });
    expect(ran.output).toContain('CREATE apps/asked/service.yaml');
    expect(ran.output).not.toContain('apps/asked/prisma');
  });
});

/** Packages that npm says want another Node than this one. */
const unfitPackages = (output: string): string[] =>
  [...output.matchAll(/EBADENGINE\s+package: '(.+)@[^@]+'/g)].map(([, name = '']) => name);

describe('three services in one workspace', () => {
  let installed: string;
  beforeAll(async () => {
    ({ output: installed } = await addService(workspace, 'payments'));
    await addService(workspace, 'billing/orders', '--port=4100', '--description=Takes: "orders"');
    await addService(workspace, '@acme/ledger', '--directory=services/ledger', '--database=none');
  });

  it('install without a word on the version of Node, but for what docs/troubleshooting.md names', () => {
    expect(installed).toMatch(/added \d+ packages/);
    expect(unfitPackages(installed).filter((name) => name !== '@prisma/streams-local')).toEqual([]);
  });

  it('have names, folders and ports of their own', async () => {
    const found = await Promise.all(folders.map(manifest));
    expect(found.map(({ name, port, database }) => [name, port, database])).toEqual([
      ['payments', 3000, 'postgres'],
      ['billing-orders', 4100, 'postgres'],
      ['ledger', 3001, 'none'],
    ]);
    expect(JSON.parse(await workspace.read('services/ledger/package.json'))).toMatchObject({
      name: '@acme/ledger',
    });
    const { output } = must(
      await workspace.nx(['show', 'projects', '--with-target=image']),
      'nx show projects',
    );
    expect(output.split('\n').sort()).toEqual(names);
  });

  it('keep a fourth from taking a name, folder or port that is in use', async () => {
    const before = await changedFiles(workspace);
    const ran = await tryService(workspace, 'payments', '--port=4100');
    expect(ran.exitCode).not.toBe(0);
    expect(ran.output).toContain('payments is already a project');
    expect(ran.output).toContain('4100 is the port of billing-orders');
    expect(await changedFiles(workspace)).toEqual(before);
  });

  it('lint, type-check, test and build green without an edit; again from the cache', async () => {
    const targets = ['run-many', '-t', 'lint', 'typecheck', 'test', 'build'];
    expect(cacheHits(must(await workspace.nx(targets), 'the first run').output)).toBeUndefined();
    for (const folder of folders) expect(await workspace.read(`${folder}/dist/main.mjs`)).not.toBe('');
    const again = cacheHits(must(await workspace.nx(targets), 'the second run').output);
    expect(again).toEqual({ hits: 14, tasks: 14 });
  });

  it('are in sync, and nothing that was built is for Git', async () => {
    const check = await workspace.nx(['sync:check']);
    expect(check, check.output).toMatchObject({ exitCode: 0 });
    const built = /(^|\/)(dist|coverage|node_modules|generated|\.env)(\/|$)/;
    expect((await changedFiles(workspace)).filter((path) => built.test(path))).toEqual([]);
    await commitAll(workspace);
  });
});

describe('nx sync', () => {
  it('names a managed file that is gone, and brings it back', async () => {
    const path = 'apps/payments/Dockerfile.dockerignore';
    await rm(join(workspace.root, path));
    const check = await workspace.nx(['sync:check']);
    expect(check.exitCode).not.toBe(0);
    expect(check.output).toContain(path);
    must(await workspace.nx(['sync']), 'nx sync');
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('keeps the edit of a merged file', async () => {
    await workspace.edit('apps/payments/compose.yaml', (text) => `${text}# ours\n`);
    must(await workspace.nx(['sync']), 'nx sync');
    expect(await workspace.read('apps/payments/compose.yaml')).toMatch(/# ours\n$/);
    const check = await workspace.nx(['sync:check']);
    expect(check, check.output).toMatchObject({ exitCode: 0 });
    await commitAll(workspace);
  });

  it('carries a changed manifest into the files of that service only', async () => {
    await workspace.edit('services/ledger/service.yaml', (text) => text.replace('port: 3001', 'port: 3777'));
    must(await workspace.nx(['sync']), 'nx sync');
    expect(await workspace.read('services/ledger/Dockerfile')).toContain('EXPOSE 3777');
    const elsewhere = /^(services\/ledger\/|\.ci\/base\/services\/ledger\/|\.ci\/lock\/ledger\.json$)/;
    expect((await changedFiles(workspace)).filter((path) => !elsewhere.test(path))).toEqual([]);
    await commitAll(workspace);
  });

  it('a malformed service.yaml is reported and takes nothing else down', async () => {
    await workspace.write('services/ledger/service.yaml', 'name: [ledger\nport: ${{ 1 }}\n');
    const { output } = must(
      await workspace.nx(['show', 'projects', '--with-target=image']),
      'nx show projects',
    );
    expect(output).toContain('services/ledger/service.yaml');
    expect(output.split('\n')).toEqual(expect.arrayContaining(['billing-orders', 'payments']));
    const build = await workspace.nx(['run', 'billing-orders:build']);
    expect(build, build.output).toMatchObject({ exitCode: 0 });
  });
});
