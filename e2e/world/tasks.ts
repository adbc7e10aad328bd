import type { Ran, Sandbox } from './sandbox.js';

/** What became of a task: `hit` is any cache, remote or local. */
export type TaskEnd = 'ran' | 'hit' | 'failed';

export interface TasksRan extends Ran {
  readonly tasks: Readonly<Record<string, TaskEnd>>;
}

/** What Nx says of each task with `--output-style=static`: a heading with where it came from, the failed ones again at the end. */
export function parseTasks(output: string): Record<string, TaskEnd> {
  const [body = '', failed = ''] = output.split('\nFailed tasks:\n');
  const headings = body.matchAll(/^> nx run (\S+)(?: {2}\[(.+)\])?$/gm);
  const ended = [...headings].map(([, task = '', note = '']): [string, TaskEnd] => [
    task,
    note.includes('cache') ? 'hit' : 'ran',
  ]);
  const [list = ''] = failed.trimStart().split('\n\n');
  const broken = [...list.matchAll(/^- (\S+)$/gm)].map(([, task = '']): [string, TaskEnd] => [
    task,
    'failed',
  ]);
  return Object.fromEntries([...ended, ...broken]);
}

/** Runs Nx; with every task's end. */
export async function runTasks(
  workspace: Sandbox,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<TasksRan> {
  const ran = await workspace.nx([...args, '--output-style=static'], env && { env });
  return { ...ran, tasks: parseTasks(ran.output) };
}

/** Names of the tasks that ended so, sorted; of one target where it is named. */
export const tasksThat = (end: TaskEnd, { tasks }: TasksRan, target = ''): string[] =>
  Object.keys(tasks)
    .filter((task) => tasks[task] === end && task.endsWith(target))
    .sort();
