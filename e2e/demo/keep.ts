import { existsSync } from 'node:fs';
import { appendFile, cp, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProblemError } from '@org/ci-core';
import { sandboxAt, type Sandbox } from '../world/sandbox.js';
import { formatEnvironment } from './environment.js';

/** Asked before anything is done: a folder with something in it is not ours to fill. */
export async function refuseTaken(folder: string): Promise<void> {
  if (!existsSync(folder) || (await readdir(folder)).length === 0) return;
  throw new ProblemError({
    code: 'DEMO_FOLDER_TAKEN',
    where: `--keep ${folder}`,
    what: 'there is something in this folder already',
    fix: 'name a folder that is empty or not there yet',
  });
}

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

/** `env.sh` in the kept workspace; git does not see it, so that the workspace stays as it was committed. */
export async function writeEnvironment(workspace: Sandbox, path = process.env.PATH ?? ''): Promise<void> {
  await writeFile(join(workspace.root, 'env.sh'), formatEnvironment(workspace.env, path));
  await appendFile(join(workspace.root, '.git/info/exclude'), '/env.sh\n');
}
