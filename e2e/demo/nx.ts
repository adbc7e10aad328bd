import type { Ran } from '../world/sandbox.js';
import type { Stage } from './step.js';

/** Runs nx in the demo's workspace; a failure shows what nx said and ends the demo. */
export async function nx(stage: Stage, ...args: string[]): Promise<Ran> {
  const ran = await stage.workspace.nx(args);
  if (ran.exitCode !== 0) throw new Error(`nx ${args.join(' ')} ended with ${ran.exitCode}:\n${ran.output}`);
  return ran;
}

/** `3 of 4` of Nx's closing line, or `none` where nothing came from the cache. */
export function cacheHits(output: string): { readonly hits: number; readonly tasks: number } | undefined {
  const [, hits, tasks] =
    /read the output from the cache instead of running the command for (\d+) out of (\d+) tasks/.exec(
      output,
    ) ?? [];
  return hits && tasks ? { hits: Number(hits), tasks: Number(tasks) } : undefined;
}
