import { mkdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { initGenerator } from '../init/generator';
import { serviceGenerator } from '../service/generator';
import { installAcme } from './versions';
import { createWorkspace, type TestWorkspace } from './workspace';

/** Runs a generator as Nx does: no file is written where it throws; else its changes, then its callback. What it failed with. */
export async function run(
  workspace: TestWorkspace,
  generator: (tree: Tree) => Promise<(() => unknown) | undefined>,
): Promise<string> {
  const tree = workspace.tree();
  try {
    const callback = await generator(tree);
    workspace.flush(tree);
    await callback?.();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** A workspace on version 1.0.0 of the company's standard, with services. */
export async function upgradable(...names: string[]): Promise<TestWorkspace> {
  const workspace = createWorkspace();
  const yaml = dirname(createRequire(__filename).resolve('yaml/package.json'));
  mkdirSync(join(workspace.root, 'node_modules'), { recursive: true });
  symlinkSync(yaml, join(workspace.root, 'node_modules/yaml'));
  installAcme(workspace, '1.0.0');
  await run(workspace, (tree) => initGenerator(tree, { standard: '@acme/ci-standard', skipInstall: true }));
  for (const name of names)
    await run(workspace, (tree) => serviceGenerator(tree, { name, stack: 'acme-api', skipInstall: true }));
  return workspace;
}
