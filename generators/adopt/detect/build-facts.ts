import type { Found } from '../evidence';

/** How a project is built. Folders and files are from the workspace's root. */
export interface Build {
  /** Nx target. */
  readonly target: string;
  /** The tool, for people: tsc, nest build, @nx/webpack:webpack. */
  readonly tool: string;
  readonly output: readonly Found<string>[];
  readonly main: readonly Found<string>[];
}
