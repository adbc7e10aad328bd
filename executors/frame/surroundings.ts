import type { ProjectGraph } from '@nx/devkit';
import { dryRunVariable } from '@org/ci-core';
import { runCommand, type Runner } from '@org/ci-toolchain';
import pLimit from 'p-limit';
import type { Turn } from './task';

/** The part of the world that tasks use; tests give their own. */
export interface Surroundings {
  readonly root: string;
  readonly graph: ProjectGraph;
  readonly run: Runner;
  readonly signal: AbortSignal;
  /** Room for work, as many at once as Nx runs. */
  readonly turn: Turn;
  /** The whole run is a dry one: what Nx starts as a dependency gets no option that says so. */
  readonly dryRun: boolean;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal and Nx both tell of one Ctrl-C: signals this close together are one. */
const oneInterruptionMs = 1000;

/** Signals while something runs: the first aborts, a later one ends at once, for whoever cannot wait. */
function listen(): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  let since = 0;
  const abort = (): void => {
    if (!controller.signal.aborted) since = Date.now();
    else if (Date.now() - since > oneInterruptionMs) process.exit(130);
    controller.abort();
  };
  for (const name of signals) process.on(name, abort);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of signals) process.off(name, abort);
    },
  };
}

/**
 * Those of this process: real commands, and its signals. `width`: how many tasks work at once. `leave` gives the signals
 * back when the work is done: Nx ends the idle process of a batch with SIGTERM, and waits for seconds where somebody
 * swallows it.
 */
export function enterSurroundings(
  root: string,
  graph: ProjectGraph,
  width = 1,
): { readonly around: Surroundings; readonly leave: () => void } {
  const { signal, stop } = listen();
  const dryRun = (process.env[dryRunVariable] ?? '') !== '';
  const limit = pLimit(width);
  return {
    around: { root, graph, run: runCommand, signal, dryRun, turn: (work) => limit(work) },
    leave: stop,
  };
}
