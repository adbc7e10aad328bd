/** What a lock file is narrowed to. */
export interface LockPruning {
  /** Folders of workspaces, POSIX, from the root. */
  readonly workspaces: readonly string[];
  /** The root's own dependencies that stay: what the workspaces import without naming it themselves. */
  readonly rootDependencies?: readonly string[];
  /**
   * For lists of what is shipped: of all development dependencies only those with these names are left, as plain ones,
   * for they are imported by what is shipped. Without it, all stay as they are.
   */
  readonly shipped?: readonly string[];
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
