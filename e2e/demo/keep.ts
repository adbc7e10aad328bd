import { appendFile, cp, mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sandboxAt, type Sandbox } from '../world/sandbox.js';
import { formatEnvironment, formatNpmSettings } from './environment.js';

/** The workspace in the folder where it is to stay. */
export async function moveTo(workspace: Sandbox, folder: string): Promise<Sandbox> {
  await mkdir(dirname(folder), { recursive: true });
  try {
    await rename(workspace.root, folder);
  } catch {
    await cp(workspace.root, folder, { recursive: true, verbatimSymlinks: true }); // another disk
  }
  return sandboxAt(folder, workspace.env);
}

/**
 * `env.sh` in the kept workspace, and `env.npmrc`, by which npm of that shell publishes without a login: npm asks for a
 * token, the registry takes any. git sees neither, so that the workspace stays as it was committed.
 */
export async function writeEnvironment(workspace: Sandbox, path = process.env.PATH ?? ''): Promise<void> {
  const { root, env } = workspace;
  const settings = join(root, 'env.npmrc');
  await writeFile(settings, formatNpmSettings(env));
  await writeFile(
    join(root, 'env.sh'),
    formatEnvironment({ ...env, npm_config_globalconfig: settings }, path),
  );
  await mkdir(join(root, '.git/info'), { recursive: true });
  await appendFile(join(root, '.git/info/exclude'), '/env.sh\n/env.npmrc\n');
}
