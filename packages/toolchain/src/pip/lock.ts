import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipLock, ProblemError, type StandardData } from '@org/ci-core';
import type { Runner } from '../spawn/command';
import { runChecked } from '../spawn/run';
import { formatLibraries, planCompile, planTool, toolFolder, type PipLocking } from './compile';

/** The version of pip-tools that a standard pins. Code: pin-missing. */
export function pipToolsOf({ name, pins }: StandardData): string {
  const version = pins.tools['pip-tools'];
  if (version !== undefined) return version;
  throw new ProblemError({
    code: 'pin-missing',
    where: `${name} › pins.tools`,
    what: 'nothing is pinned for pip-tools, which locks what pip installs',
    fix: 'add pip-tools to the standard’s pins',
  });
}

/** `3.13` of the Python on the PATH: what it does not need itself, it does not lock. Code: tool-missing. */
export async function pythonVersion(run: Runner): Promise<string> {
  const args = ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'];
  return (await runChecked(run, { tool: 'python3', args })).stdout.trim();
}

/** Brings pip-tools along where it is not there yet, whole or not at all. */
async function demandTool(root: string, pipTools: string, run: Runner): Promise<string> {
  const folder = toolFolder(root, pipTools, await pythonVersion(run));
  if (existsSync(path.join(folder, 'bin/pip-compile'))) return folder;
  try {
    for (const command of planTool(folder, pipTools)) await runChecked(run, command);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/**
 * Writes the lock files of a project: versions that are in them stay where they still do.
 * Codes: tool-missing, tool-failed.
 */
export async function lockWithPip(locking: PipLocking, pipTools: string, run: Runner): Promise<void> {
  const tool = await demandTool(locking.root, pipTools, run);
  for (const command of planCompile(tool, locking)) await runChecked(run, command);
  await writeFile(path.join(locking.root, locking.folder, pipLock.libraries), formatLibraries(locking));
}
