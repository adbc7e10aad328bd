import { rm } from 'node:fs/promises';
import { standard } from '@org/ci-standard';
import type { RunOptions } from '@org/ci-toolchain';
import { expect, it, onTestFinished } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import type { WorkspaceTask } from '../frame/task';
import { lockProject } from './lock';
import type { LockOptions } from './options';

it('hands the run’s signal to every program, so that Ctrl-C ends whichever it waits for', async () => {
  const root = await writeFolder({
    'apps/orders/pyproject.toml': '[project]\nname = "orders"\nversion = "0"\ndependencies = ["django"]\n',
  });
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const { signal } = new AbortController();
  const given: (AbortSignal | undefined)[] = [];
  const said: string[] = [];
  const task: Partial<WorkspaceTask<LockOptions>> = {
    root,
    directory: 'apps/orders',
    project: 'orders',
    standard,
    options: { upgrade: false, upgradePackage: [] },
    graph: { nodes: { orders: { data: { root: 'apps/orders' } } } } as unknown as WorkspaceTask<0>['graph'],
    dryRun: false,
    signal,
    progress: () => undefined,
    say: (line) => said.push(line),
    run: (_, more: RunOptions = {}) => {
      given.push(more.signal);
      return Promise.resolve({ exitCode: 0, stdout: '3.13', stderr: '' });
    },
  };
  await lockProject(task as WorkspaceTask<LockOptions>);
  expect(given.length).toBeGreaterThan(3);
  expect(new Set(given)).toEqual(new Set([signal]));
  expect(said).toEqual([expect.stringContaining('wrote apps/orders/requirements.txt')]);
});
