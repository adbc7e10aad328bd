import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commitAll } from '../world/git.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';

let workspace: Sandbox;
beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'branches' });
  await addService(workspace, 'payments', '--database=none', '--port=3101');
  await addService(workspace, 'orders', '--database=none', '--port=3102', '--dependsOn=payments');
  await commitAll(workspace);
  await git('branch', 'start');
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

const git = async (...args: string[]): Promise<string> =>
  must(await workspace.run('git', args), `git ${args.join(' ')}`).output;

/** A branch on which a service is added that needs another one. */
async function adding(branch: string, from: string, name: string, port: number): Promise<void> {
  await git('switch', '--quiet', '--create', branch, from);
  await addService(workspace, name, '--database=none', `--port=${port}`, '--dependsOn=payments');
  await commitAll(workspace);
}

const shared = ['compose.yaml', '.ci/base/compose.yaml.base', '.ci/lock/_workspace.json'];
const texts = (): Promise<string[]> => Promise.all(shared.map((path) => workspace.read(path)));

it('two branches that each add a service: npm install and nx sync write what one after the other would have', async () => {
  await adding('theirs', 'start', 'items', 3104);
  await adding('ours', 'start', 'accounts', 3103);
  await adding('straight', 'ours', 'items', 3104);
  const straight = await texts();
  await git('switch', '--quiet', 'ours');
  const identity = ['-c', 'user.name=tests', '-c', 'user.email=tests@example.com'];
  const merge = await workspace.run('git', [...identity, 'merge', '--no-edit', 'theirs']);
  expect(merge.exitCode, merge.output).not.toBe(0);
  const torn = (await git('diff', '--name-only', '--diff-filter=U')).trim().split('\n').sort();
  expect(torn).toEqual([...shared, 'package-lock.json'].sort());
  must(await workspace.run('npm', ['install', '--no-audit', '--no-fund']), 'npm install');
  must(await workspace.nx(['sync']), 'nx sync');
  expect(await texts()).toEqual(straight);
  expect(await workspace.read('package-lock.json')).not.toMatch(/^[<>]{7}/m);
  must(await workspace.run('docker', ['compose', 'config', '--quiet']), 'docker compose config');
  await commitAll(workspace);
  must(await workspace.nx(['sync:check']), 'nx sync:check');
});
