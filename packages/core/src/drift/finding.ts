import type { Problem } from '../problem/problem';

/** Lines of a file, counted from 1; both are among them. */
export interface Lines {
  readonly start: number;
  readonly end: number;
}

/** What is to be known of a generated file, of a manifest or of a lock. */
export interface DriftFinding extends Problem {
  /** Something has to be done: sync would write, or a person has to decide. Otherwise it is a note. */
  readonly isOpen: boolean;
  /** Whose it is: a service, or `ci` for the workspace's own. */
  readonly service: string;
  /** File that it is about, POSIX, from the workspace's root. */
  readonly path: string;
  /** File in which it is shown: the same, or the manifest where that does not exist. */
  readonly shownIn: string;
  /** Where in that file; at least one. */
  readonly lines: readonly Lines[];
  /** Unified diff from the file to what sync would write. */
  readonly diff?: string;
}

/** The whole of a file, where nothing in it is to blame. */
export const firstLine: Lines = { start: 1, end: 1 };
