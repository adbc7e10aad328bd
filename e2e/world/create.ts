import { dirname, join } from 'node:path';
import { withPnpm } from './pnpm.js';
import { must } from './must.js';
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
export async function createWorkspace(world: Pick<World, 'env'>, request: CreateRequest): Promise<Sandbox> {
  const { name, packageManager, preset, answers = [] } = request;
  const { root, env: plain } = await createSandbox(world, 'npx');
  const env = packageManager === 'pnpm' ? await withPnpm(plain, join(dirname(root), 'pnpm')) : plain;
  const parent = sandboxAt(root, env);
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
  return sandboxAt(join(root, name), env);
}
