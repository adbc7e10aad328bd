import { parseDocument } from 'yaml';
import { createSandbox, sandboxAt, type Ran, type Sandbox } from './sandbox.js';
import { dirname, join } from 'node:path';
import type { World } from './world.js';

/** The release of Nx that the tests install; the product's own family version. */
export const nxVersion = '23.2.1';

export interface NxWorkspaceRequest {
  readonly name: string;
  readonly packageManager?: 'npm' | 'pnpm';
  /** Below which images go: registry/<path>/<service>. Tests that share a registry choose their own. */
  readonly path: string;
}

/** Ends a test early, with what the command said, where a step that must work did not. */
export function must(ran: Ran, what: string): Ran {
  if (ran.exitCode !== 0) throw new Error(`${what} ended with ${ran.exitCode}:\n${ran.output}`);
  return ran;
}

/** ci.yaml as somebody with a registry and mirrors of their own would edit it, comments kept. */
export function withRegistry(text: string, registry: string, mirrors: World['mirrors']): string {
  const document = parseDocument(text);
  document.set('registry', registry);
  if (Object.keys(mirrors).length > 0) document.set('mirrors', mirrors);
  return document.toString({ lineWidth: 0 });
}

async function useWorldRegistry(workspace: Sandbox, world: World, path: string): Promise<void> {
  await workspace.edit('ci.yaml', (text) => withRegistry(text, `${world.registry}/${path}`, world.mirrors));
  must(await workspace.nx(['g', '@org/ci:pins']), 'nx g @org/ci:pins');
  must(await workspace.nx(['sync']), 'nx sync');
}

/** What a newcomer does: create-nx-workspace with our preset, from the package registry, outside this repository. */
export async function createNxWorkspace(world: World, request: NxWorkspaceRequest): Promise<Sandbox> {
  const { name, packageManager = 'npm', path } = request;
  const parent = await createSandbox(world, 'npx');
  const args = [
    `create-nx-workspace@${nxVersion}`,
    name,
    '--preset=@org/ci',
    `--pm=${packageManager}`,
    '--nxCloud=skip',
    '--no-interactive',
  ];
  must(await parent.run('npx', ['--yes', ...args]), 'create-nx-workspace');
  const workspace = sandboxAt(join(parent.root, name), parent.env);
  await useWorldRegistry(workspace, world, path);
  return workspace;
}

/** The folder that holds everything of a workspace made here: what to remove in the end. */
export const sandboxFolder = (workspace: Sandbox): string => dirname(dirname(workspace.root));
