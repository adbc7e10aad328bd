import { parseWorkspace, unwrap, Workspace } from '@org/ci-core';
import { DEFAULT_POLICY, type RegistryPolicy } from '@org/ci-oci';
import { expect, it } from 'vitest';
import { workspaceYaml } from '../frame/testing/workspace';
import { runCommand } from '@org/ci-toolchain';
import { sessionOf } from './session';

it('ci.yaml documents the limits that hold', () => {
  const limits = Workspace.shape.registryLimits.unwrap().shape;
  const documented = Object.entries(limits).map(
    ([name, { description = '' }]) => [name, description] as const,
  );
  expect(documented.length).toBeGreaterThan(3);
  for (const [name, description] of documented)
    expect(description).toContain(`(default ${DEFAULT_POLICY[name as keyof RegistryPolicy]})`);
});

it('tasks of one run share a session, which ends with the run', async () => {
  const controller = new AbortController();
  const yaml = workspaceYaml('127.0.0.1:1', 'registryLimits: { attempts: 1 }');
  const workspace = unwrap(parseWorkspace(yaml, 'ci.yaml'));
  const task = { run: runCommand, workspace, signal: controller.signal };
  const { registry } = await sessionOf(task);
  expect((await sessionOf({ ...task })).registry).toBe(registry);
  expect((await sessionOf({ ...task, signal: new AbortController().signal })).registry).not.toBe(registry);
  controller.abort();
  await expect(registry.retry(() => Promise.resolve(1))).rejects.toMatchObject({ name: 'AbortError' });
});
