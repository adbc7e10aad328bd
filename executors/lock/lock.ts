import path from 'node:path';
import { parsePyproject, pipLock, planPipInputs, unwrap, type PythonProject } from '@org/ci-core';
import { lockWithPip, pipToolsOf } from '@org/ci-toolchain';
import { readOptional } from '../context/read-optional';
import type { WorkspaceTask } from '../frame/task';
import type { LockOptions } from './options';

/** Every project of the graph with a pyproject.toml. */
async function readProjects({ root, graph }: Pick<WorkspaceTask<unknown>, 'root' | 'graph'>) {
  const read = async (folder: string): Promise<PythonProject[]> => {
    const file = path.posix.join(folder, 'pyproject.toml');
    const text = folder === '.' ? undefined : await readOptional(path.join(root, file));
    return text === undefined ? [] : [{ folder, manifest: unwrap(parsePyproject(text, file)) }];
  };
  const folders = new Set(Object.values(graph.nodes).map(({ data }) => data.root));
  return (await Promise.all([...folders].map(read))).flat();
}

/** Locks one project again; ends with the run's signal, whatever it waits for. */
export async function lockProject(task: WorkspaceTask<LockOptions>): Promise<void> {
  const { root, directory: folder, project, standard, options } = task;
  const inputs = unwrap(planPipInputs(await readProjects(task), folder));
  const upgrade = options.upgrade || options.upgradePackage;
  const again = `npx nx run ${project}:lock`;
  if (!task.dryRun) {
    task.progress('asking the index');
    const run: typeof task.run = (command, more) => task.run(command, { signal: task.signal, ...more });
    await lockWithPip({ root, folder, inputs, again, upgrade }, pipToolsOf(standard), run);
  }
  const files = Object.values(pipLock).map((file) => path.posix.join(folder, file));
  task.say(`${task.dryRun ? 'would write' : 'wrote'} ${files.join(', ')}`);
}
