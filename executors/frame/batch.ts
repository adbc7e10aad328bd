import type { NxJsonConfiguration, TaskGraph } from '@nx/devkit';
import pLimit from 'p-limit';
import type { TaskResult } from './result';

/** Nx does not tell a batch how wide it may be: NX_PARALLEL, nx.json, or Nx's own default. */
export function batchWidth(
  environment: Readonly<Record<string, string | undefined>>,
  nxJson: Pick<NxJsonConfiguration, 'parallel'> | undefined,
): number {
  const asked = Number(environment.NX_PARALLEL ?? nxJson?.parallel ?? 3);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, 32) : 3;
}

const skipped = (id: string): TaskResult => ({
  success: false,
  status: 'skipped',
  terminalOutput: `skipped: ${id}, which it depends on, failed\n`,
});

/** Runs a batch's tasks, at most `width` at once, those that others depend on first, and yields each as it ends. */
export async function* runGraph(
  { tasks, dependencies }: Pick<TaskGraph, 'tasks' | 'dependencies'>,
  width: number,
  run: (id: string) => Promise<TaskResult>,
): AsyncGenerator<{ task: string; result: TaskResult }> {
  const limit = pLimit(width);
  const started = new Map<string, Promise<TaskResult>>();
  const afterDependencies = async (id: string): Promise<TaskResult> => {
    for (const dependency of dependencies[id] ?? []) {
      if (tasks[dependency] && !(await start(dependency)).success) return skipped(dependency);
    }
    return limit(() => run(id));
  };
  const start = (id: string): Promise<TaskResult> => {
    const known = started.get(id);
    if (known) return known;
    const promise = afterDependencies(id);
    started.set(id, promise);
    return promise;
  };
  const pending = new Map(
    Object.keys(tasks).map((task) => [task, start(task).then((result) => ({ task, result }))] as const),
  );
  while (pending.size > 0) {
    const ended = await Promise.race(pending.values());
    pending.delete(ended.task);
    yield ended;
  }
}
