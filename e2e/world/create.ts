import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { recipeKey } from '../rig/os/cache.js';
import { withLock } from '../rig/os/lock.js';
import { copyWorkspace } from './copy.js';
import { withPnpm } from './pnpm.js';
import { must } from './must.js';
import { runFolderVariable } from './run-folder.js';
import { createSandbox, sandboxAt, type Sandbox } from './sandbox.js';
import type { World } from './world.js';

/** The release of Nx that the tests install; the product's own family version. */
export const nxVersion = '23.2.1';

export type PackageManager = 'npm' | 'pnpm';

export interface CreateRequest {
  readonly name: string;
  readonly packageManager: PackageManager;
  /** `@org/ci`, or one of Nx's own for a workspace that does not know us yet. */
  readonly preset: string;
  /** More arguments: what the preset asks. */
  readonly answers?: readonly string[];
}

/** create-nx-workspace from the package registry, outside this repository, and nothing after it. */
async function create(parent: Sandbox, request: CreateRequest): Promise<void> {
  const { name, packageManager, preset, answers = [] } = request;
  const args = [
    `create-nx-workspace@${nxVersion}`,
    name,
    `--preset=${preset}`,
    `--pm=${packageManager}`,
    ...answers,
    '--nxCloud=skip',
    '--no-interactive',
  ];
  must(await parent.run('npx', ['--yes', ...args]), 'create-nx-workspace');
}

/** npx installs into a folder that all of its runs share, and two at once break it. */
function createAlone(run: string, parent: Sandbox, request: CreateRequest): Promise<void> {
  return withLock(join(run, 'npx'), () => create(parent, request));
}

/** Folder of the workspace that is made once in a run for all who ask for the same. */
async function original(run: string, env: Sandbox['env'], request: CreateRequest): Promise<string> {
  const folder = join(run, recipeKey(request));
  await withLock(folder, async () => {
    if (existsSync(folder)) return;
    const draft = `${folder}-draft`;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    await createAlone(run, sandboxAt(draft, env), request);
    await rename(draft, folder);
  });
  return join(folder, request.name);
}

/**
 * A workspace of Nx's own command. Of npm it is made once in a run, and copied for each who asks: nothing in it names
 * its place. pnpm's programs do.
 */
export async function createWorkspace(world: Pick<World, 'env'>, request: CreateRequest): Promise<Sandbox> {
  const { name, packageManager } = request;
  const { root, env: plain } = await createSandbox(world, 'npx');
  const env = packageManager === 'pnpm' ? await withPnpm(plain, join(dirname(root), 'pnpm')) : plain;
  const run = process.env[runFolderVariable];
  if (run === undefined) await create(sandboxAt(root, env), request);
  else if (packageManager === 'pnpm') await createAlone(run, sandboxAt(root, env), request);
  else await copyWorkspace(await original(run, env, request), join(root, name));
  return sandboxAt(join(root, name), env);
}
