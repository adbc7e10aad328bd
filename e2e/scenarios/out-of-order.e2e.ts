import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changedFiles, commitAll } from '../world/git.js';
import { installPackages } from '../world/library.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Ran, Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';

let workspace: Sandbox;
beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'out-of-order' });
  await addService(workspace, 'payments', '--database=none');
  await addService(workspace, 'orders', '--database=none');
  await workspace.write('libs/money/package.json', '{ "name": "money", "version": "1.0.0" }\n');
  await commitAll(workspace);
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));
afterEach(async () => {
  must(await workspace.run('git', ['checkout', '--quiet', '.']), 'git checkout');
  must(await workspace.run('git', ['clean', '--quiet', '-fd']), 'git clean');
});

const manifest = 'apps/payments/service.yaml';
const dockerfile = 'apps/payments/Dockerfile';

/** As a person runs it: with plugins in processes of their own. */
const isolated = (args: readonly string[]): Promise<Ran> =>
  workspace.nx(args, { env: { NX_ISOLATE_PLUGINS: 'true' } });

function expectFailure({ exitCode, output }: Ran, ...said: readonly string[]): void {
  expect(exitCode, output).not.toBe(0);
  for (const text of said) expect(output.split(text), `${text}\n${output}`).toHaveLength(2);
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
}

describe('a service.yaml that is wrong', () => {
  const wrong = [
    ['malformed', (text: string) => `${text}: [\n`, '→ correct the YAML'],
    [
      'of a stack that nobody knows',
      (text: string) => text.replace('node-api', 'node-apy'),
      'has no stack node-apy',
    ],
    [
      'with an environment that ci.yaml does not have',
      (text: string) => `${text}environments: { prod: { replicas: 3 } }\n`,
      'did you mean production?',
    ],
    ['with a key that is misspelt', (text: string) => text.replace('port:', 'prot:'), 'did you mean port?'],
  ] as const;

  it.each(wrong)('%s: sync:check and sync fail with it, once', async (_what, change, said) => {
    await workspace.edit(manifest, change);
    for (const command of ['sync:check', 'sync']) expectFailure(await isolated([command]), said);
    expect(await changedFiles(workspace)).toEqual([manifest]);
  });

  it('stays in the graph and in what is affected, and fails there; the others work', async () => {
    await workspace.edit(manifest, (text) => `${text}: [\n`);
    const shown = must(await isolated(['show', 'projects', '--affected', '--with-target=image']), 'nx show');
    expect(shown.output.split('\n')).toContain('payments');
    expect(shown.output.match(/apps\/payments\/service\.yaml/g), 'one hint').toHaveLength(1);
    for (const target of ['publish', 'test'])
      expectFailure(await isolated(['affected', '-t', target]), '→ correct the YAML');
    expectFailure(await isolated(['run', 'payments:promote', '--to=staging']), '→ correct the YAML');
    must(await isolated(['run', 'orders:typecheck']), 'nx run orders:typecheck');
  });

  it('lets the others be synchronized, and still fails', async () => {
    await workspace.edit(manifest, (text) => `${text}: [\n`);
    await workspace.edit('apps/orders/service.yaml', (text) => text.replace(/port: \d+/, 'port: 3777'));
    expectFailure(await isolated(['sync']), '→ correct the YAML');
    expect(await workspace.read('apps/orders/Dockerfile')).toContain('EXPOSE 3777');
  });

  it('has the name of another project: the graph lives', async () => {
    await workspace.edit(manifest, (text) => text.replace('name: payments', 'name: money'));
    await rm(join(workspace.root, 'apps/payments/package.json'));
    const shown = must(await isolated(['show', 'projects']), 'nx show projects');
    expect(shown.output.split('\n')).toEqual(expect.arrayContaining(['money', 'orders', 'apps-payments']));
    expectFailure(
      await isolated(['sync:check']),
      'already the name of another project (libs/money/package.json)',
    );
    expectFailure(
      await isolated(['run', 'apps-payments:publish']),
      'already the name of another project (libs/money',
    );
  });
});

describe('a ci.yaml that is wrong', () => {
  it.each([
    ['malformed', (text: string) => `${text}: [\n`, '→ correct the YAML'],
    [
      'of another standard',
      (text: string) => text.replace(/(standard:[^]*?version: ).*/, '$1^7.0.0'),
      'ci.yaml asks for',
    ],
  ])('%s fails every service', async (_what, change, said) => {
    await workspace.edit('ci.yaml', change);
    expectFailure(await isolated(['sync:check']), said);
    expectFailure(await isolated(['run', 'orders:publish']), said);
  });
});

describe('a file that the user and the standard changed', () => {
  /** The manifest moves the port in the Dockerfile; the user has moved it, too. */
  async function bothChange(mine: number, theirs: number): Promise<void> {
    await workspace.edit(dockerfile, (text) => `${text.replaceAll(/PORT=\d+/g, `PORT=${mine}`)}# ours\n`);
    await workspace.edit(manifest, (text) => text.replace(/port: \d+/, `port: ${theirs}`));
    expectFailure(await isolated(['sync']), `${dockerfile}: was changed by you, and so was what`);
    expectFailure(await isolated(['sync:check']), `npx nx g @org/ci:resolve payments --file=${dockerfile}`);
    expect(await workspace.read(dockerfile)).toMatch(/# ours\n$/);
    expect(await workspace.read(dockerfile)).toContain(`PORT=${mine}`);
  }

  const resolve = (take: string) =>
    isolated(['g', '@org/ci:resolve', 'payments', `--file=${dockerfile}`, `--take=${take}`]);

  it('waits, and is settled as the message says: yours', async () => {
    await bothChange(3444, 3555);
    must(await resolve('mine'), 'resolve');
    must(await isolated(['sync:check']), 'nx sync:check');
    expect(await workspace.read(dockerfile)).toMatch(/PORT=3444[^]*# ours\n$/);
  });

  it('waits, and is settled as the message says: the new text taken, the rest kept', async () => {
    await bothChange(3666, 3777);
    must(await resolve('theirs'), 'resolve');
    must(await isolated(['sync:check']), 'nx sync:check');
    expect(await workspace.read(dockerfile)).toMatch(/PORT=3777[^]*# ours\n$/);
    expect(await workspace.read(dockerfile)).not.toContain('PORT=3666');
  });
});

describe('a standard that lives in the workspace', () => {
  it('is an input of what it decides', async () => {
    const folder = 'libs/acme-standard';
    await workspace.write(`${folder}/package.json`, '{ "name": "@acme/ci-standard", "version": "1.0.0" }\n');
    await workspace.write(
      `${folder}/index.js`,
      "const { standard } = require('@org/ci-standard');\n" +
        "exports.standard = { ...standard, name: '@acme/ci-standard', version: '1.0.0' };\n",
    );
    await installPackages(workspace);
    await commitAll(workspace);
    await workspace.edit('ci.yaml', (text) =>
      text
        .replace(/name: "?@org\/ci-standard"?/, 'name: "@acme/ci-standard"')
        .replace(/(standard:[^]*?version: ).*/, '$1^1.0.0'),
    );
    for (const [target, isInput] of [
      ['image', false],
      ['smoke', true],
      ['scan', true],
    ] as const) {
      const { output } = must(await isolated(['show', 'target', 'inputs', `payments:${target}`]), 'inputs');
      expect(output.includes(`{workspaceRoot}/${folder}/**/*`), target).toBe(isInput);
    }
  });
});
