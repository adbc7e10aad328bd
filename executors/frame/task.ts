import type { ProjectGraph } from '@nx/devkit';
import type { Service, Stack, Standard, Workspace } from '@org/ci-core';
import type { Runner } from '@org/ci-toolchain';

export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** What a run of an executor on a project gets, validated and loaded. */
export interface WorkspaceTask<Options> {
  readonly options: Options;
  /** Nx project. */
  readonly project: string;
  /** Folder of the project, POSIX, from the workspace's root. */
  readonly directory: string;
  readonly workspace: Workspace;
  readonly standard: Standard;
  /** Absolute path of the workspace. */
  readonly root: string;
  readonly graph: ProjectGraph;
  /** Print the exact commands and change nothing. */
  readonly dryRun: boolean;
  /** The task's output: kept, and shown again on a cache hit. */
  readonly say: (line: string) => void;
  /** What goes on right now: shown, not kept. */
  readonly progress: (line: string) => void;
  /** The result in a line or two: shown even where Nx does not show the output of what went well. */
  readonly announce: (line: string) => void;
  readonly run: Runner;
  /** Waits until there is room for work: of one batch, as many at once as Nx runs. For executors that are wider. */
  readonly turn: Turn;
  /** Aborted when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** As a WorkspaceTask, of a project with a service.yaml. */
export interface Task<Options> extends WorkspaceTask<Options> {
  readonly service: Service;
  readonly stack: Stack;
}
