import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError } from '@org/ci-core';
import { formatCommand, pythonVersion, toolFailed, type Command } from '@org/ci-toolchain';
import { demandLock } from '../context/python/pip/locked';
import { readOptional } from '../context/read-optional';
import { defineWorkspaceExecutor } from '../frame/define';
import { writeWhole } from '../frame/receipt';
import { sha256 } from '../frame/sha256';
import type { WorkspaceTask } from '../frame/task';
import { VenvOptions } from './options';
import { librariesIn, planCheck, planInstall, venvOf, type VenvProject } from './plan';

type Task = WorkspaceTask<VenvOptions>;

async function checked(task: Task, command: Command): Promise<void> {
  const outcome = await task.run(command, { signal: task.signal });
  if (outcome.exitCode !== 0) throw new ProblemError(toolFailed(command, outcome));
}

/** What the environment was made from: where it is the same, nothing is installed. */
async function digestOf(task: Task, project: VenvProject): Promise<string> {
  const manifests = project.libraries.map((folder) =>
    readOptional(path.join(task.root, folder, 'pyproject.toml')),
  );
  const texts = [await demandLock(task, 'development'), ...(await Promise.all(manifests))];
  return sha256(JSON.stringify([await pythonVersion(task.run), project.libraries, texts]));
}

export const { implementation, batchImplementation, schema } = defineWorkspaceExecutor({
  name: 'venv',
  options: VenvOptions,
  async run(task) {
    const libraries = librariesIn(await demandLock(task, 'libraries'));
    const project = { root: task.root, directory: task.directory, libraries };
    if (task.dryRun) {
      for (const command of planInstall(project)) task.say(formatCommand(command));
      return;
    }
    const mark = path.join(task.root, venvOf(project), 'installed');
    const digest = await digestOf(task, project);
    if ((await readOptional(mark)) !== digest) {
      await rm(mark, { force: true });
      task.progress('installing what is locked');
      for (const command of planInstall(project)) await checked(task, command);
      await writeWhole(mark, digest);
    }
    await checked(task, planCheck(project));
  },
});
