import type { ProjectGraph } from '@nx/devkit';
import { runCommand, type Runner } from '@org/ci-toolchain';

/** The part of the world that tasks use; tests give their own. */
export interface Surroundings {
  readonly root: string;
  readonly graph: ProjectGraph;
  readonly run: Runner;
  readonly signal: AbortSignal;
}

/** A second signal ends at once, for whoever cannot wait. */
function listen(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  return controller.signal;
}

let interruption: AbortSignal | undefined;

/** Those of this process: real commands, and its signals. */
export function surroundings(root: string, graph: ProjectGraph): Surroundings {
  interruption ??= listen();
  return { root, graph, run: runCommand, signal: interruption };
}
