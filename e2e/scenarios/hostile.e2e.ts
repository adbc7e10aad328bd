import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changedFiles, commitAll } from '../world/git.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Ran, Sandbox } from '../world/sandbox.js';
import { addService, tryService } from '../world/service.js';
import { readWorld } from '../world/world.js';

let workspace: Sandbox;
let neighbours: string[];
beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'hostile' });
  neighbours = await readdir(dirname(workspace.root));
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

/** Nothing was executed, nothing was written beside the workspace. */
async function expectUntouched(): Promise<void> {
  expect(await readdir(dirname(workspace.root))).toEqual(neighbours);
  for (const folder of ['', 'apps', 'apps/payments'])
    expect(existsSync(join(workspace.root, folder, 'pwned')), `${folder}/pwned`).toBe(false);
}
afterEach(expectUntouched);

/** A refusal that a person can read: what is wrong and what to do, no stack trace, no flood. */
function expectRefused(ran: Ran): void {
  expect(ran.exitCode, ran.output).not.toBe(0);
  expect(ran.output).toContain('→ ');
  expect(ran.output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(ran.output.length).toBeLessThan(4_000);
}

describe('a hostile name', () => {
  it.each([
    ['command substitution', 'a$(touch pwned)'],
    ['backticks', 'a`touch pwned`'],
    ['a second command', 'a;touch pwned'],
    ['an expression of GitHub Actions', '${{ github.token }}'],
    ['a template of ours', '<%= process.exit(0) %>'],
    ['a way out', '../../escape'],
    ['an absolute path', '/tmp/escape'],
    ['a line end', 'a\nname: b'],
    ['an escape sequence of terminals', 'a\u001b[2J'],
    ['letters that look like others', 'p\u0430yments'],
    ['5,000 letters', 'a'.repeat(5_000)],
    ['a reserved word', 'node-modules'],
    ['the name of the workspace’s own project', 'ci'],
  ])('%s is refused, and no file is changed', async (_what, name) => {
    const ran = await tryService(workspace, name);
    expectRefused(ran);
    expect(ran.output).not.toContain('\u001b[2J');
    expect(await changedFiles(workspace)).toEqual([]);
  });
});

describe('hostile options', () => {
  it.each([
    '--directory=apps/../../escape',
    '--directory=/tmp/escape',
    '--directory=node_modules/evil',
    '--directory=.git/hooks',
    '--description=${{ secrets.TOKEN }}',
    '--owner=a\nport: 1',
    '--port=99999',
    '--stack=$(touch pwned)',
  ])('%s is refused, and no file is changed', async (option) => {
    const ran = await workspace.nx([
      'g',
      '@org/ci:service',
      'fine',
      ...(option.startsWith('--stack') ? [] : ['--stack=node-api']),
      option,
      '--no-interactive',
    ]);
    expectRefused(ran);
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('a symbolic link out of the workspace is not followed', async () => {
    const outside = join(sandboxFolder(workspace), 'outside');
    await mkdir(outside);
    await mkdir(join(workspace.root, 'apps'), { recursive: true });
    await symlink(outside, join(workspace.root, 'apps/link'));
    const ran = await tryService(workspace, 'fine', '--directory=apps/link/fine', '--skipInstall');
    await rm(join(workspace.root, 'apps/link'));
    expectRefused(ran);
    expect(await readdir(outside)).toEqual([]);
    expect(await changedFiles(workspace)).toEqual([]);
  });
});

describe('text that is allowed', () => {
  const description = `Money "in" & out; $(touch pwned) \`touch pwned\` # 'x' {{ y }} <b>`;

  it('arrives unchanged and is executed nowhere', async () => {
    await addService(workspace, 'payments', `--description=${description}`, '--skipInstall');
    const manifest = JSON.parse(await workspace.read('apps/payments/package.json')) as object;
    expect(manifest).toMatchObject({ description });
    must(await workspace.nx(['sync:check']), 'nx sync:check');
    const config = ['compose', 'config', '--quiet'];
    must(await workspace.run('docker', config, { cwd: 'apps/payments' }), 'docker compose config');
    await commitAll(workspace);
  });
});

describe('a hostile manifest', () => {
  it.each([
    ['a name that is a path', (text: string) => text.replace(/^name: .*$/m, 'name: ../../escape')],
    ['a key that nobody knows', (text: string) => `${text}x-$(touch pwned): 1\n`],
    ['a tag that builds objects', (text: string) => text.replace(/^port: .*$/m, 'port: !!js/function "x"')],
    ['a flood of aliases', () => `a: &a [x]\nb: &b [*a,*a,*a]\nname: [*b,*b,*b]\n`],
  ])('%s is reported by sync; files stay as they are', async (_what, change) => {
    await workspace.edit('apps/payments/service.yaml', change);
    const { output } = await workspace.nx(['sync']);
    expect(output).toContain('apps/payments/service.yaml');
    expect(await changedFiles(workspace)).toEqual(['apps/payments/service.yaml']);
    must(await workspace.run('git', ['checkout', '--quiet', '.']), 'git checkout');
  });
});
