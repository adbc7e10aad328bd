import { dirname } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { createWorkspace, type PackageManager } from './create.js';
import { commitAll } from './git.js';
import { must } from './must.js';
import type { Sandbox } from './sandbox.js';
import type { World } from './world.js';

export { nxVersion } from './create.js';
export { must } from './must.js';

export interface NxWorkspaceRequest {
  readonly name: string;
  readonly packageManager?: PackageManager;
  /** Below which images go: registry/<path>/<service>. Tests that share a registry choose their own. */
  readonly path: string;
}

/** ci.yaml as somebody with a registry and mirrors of their own would edit it, comments kept. */
export function withRegistry(text: string, registry: string, mirrors: World['mirrors']): string {
  const document = parseDocument(text);
  document.set('registry', registry);
  if (Object.keys(mirrors).length > 0) document.set('mirrors', mirrors);
  return document.toString({ lineWidth: 0 });
}

/** ci.yaml in which every environment says how hosts are called. */
export function withHosts(text: string): string {
  const document = parseDocument(text);
  const environments = document.get('environments');
  for (const one of isSeq(environments) ? environments.items : [])
    if (isMap(one)) one.set('host', `{service}.${String(one.get('name'))}.example.com`);
  return document.toString({ lineWidth: 0 });
}

async function useWorldRegistry(workspace: Sandbox, world: World, path: string): Promise<void> {
  await workspace.edit('ci.yaml', (text) => withRegistry(text, `${world.registry}/${path}`, world.mirrors));
  must(await workspace.nx(['g', '@org/ci:pins']), 'nx g @org/ci:pins');
  must(await workspace.nx(['sync']), 'nx sync');
}

/** What a newcomer does: a workspace from our preset, its ci.yaml edited, everything committed. */
export async function createNxWorkspace(world: World, request: NxWorkspaceRequest): Promise<Sandbox> {
  const { name, packageManager = 'npm', path } = request;
  const workspace = await createWorkspace(world, { name, packageManager, preset: '@org/ci' });
  await useWorldRegistry(workspace, world, path);
  await commitAll(workspace);
  return workspace;
}

/** The folder that holds everything of a workspace made here: what to remove in the end. */
export const sandboxFolder = (workspace: Sandbox): string => dirname(dirname(workspace.root));
