/** What a lock file is narrowed to. */
export interface LockPruning {
  /** Folders of workspaces, POSIX, from the root. */
  readonly workspaces: readonly string[];
  /** The root's own dependencies that stay: what the workspaces import without naming it themselves. */
  readonly rootDependencies?: readonly string[];
  /** Without development dependencies: for lists of what is shipped. */
  readonly production?: boolean;
}

export interface PrunedLock {
  readonly text: string;
  /** Those that were asked for and those that they depend on, sorted. */
  readonly workspaces: readonly string[];
  /** Names of the packages of registries that are left. */
  readonly packages: ReadonlySet<string>;
  /** Keys of pnpm's `patchedDependencies` whose packages are left; none of npm's. */
  readonly patches: readonly string[];
}
