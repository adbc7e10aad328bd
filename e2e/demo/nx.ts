import { ProblemError } from '@org/ci-core';
import type { Ran } from '../world/sandbox.js';
import { runTasks, type TasksRan } from '../world/tasks.js';
import type { Stage } from './step.js';

function succeeded<T extends Ran>(ran: T, args: readonly string[]): T {
  if (ran.exitCode === 0) return ran;
  throw new ProblemError({
    code: 'DEMO_STEP_FAILED',
    where: `nx ${args.join(' ')}`,
    what: `ended with ${ran.exitCode}:\n${ran.output}`,
    fix: 'read what Nx says; after --keep all is as it was then, and `npm run demo -- --down` ends it',
  });
}

/** Runs nx in the demo's workspace; a failure shows what nx said and ends the demo. */
export const nx = async ({ workspace }: Stage, ...args: string[]): Promise<Ran> =>
  succeeded(await workspace.nx(args), args);

/** As `nx`, for what runs tasks: with every task's end. */
export const nxTasks = async ({ workspace }: Stage, ...args: string[]): Promise<TasksRan> =>
  succeeded(await runTasks(workspace, args), args);

/** `3 of 4` of Nx's closing line; undefined where nothing came from the cache. */
export function cacheHits(output: string): { readonly hits: number; readonly tasks: number } | undefined {
  const [, hits, tasks] =
    /read the output from the cache instead of running the command for (\d+) out of (\d+) tasks/.exec(
      output,
    ) ?? [];
  return hits && tasks ? { hits: Number(hits), tasks: Number(tasks) } : undefined;
}
