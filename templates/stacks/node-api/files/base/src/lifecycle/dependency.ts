/** Something outside the process that requests need, such as a database. */
export interface Dependency {
  readonly name: string;
  /** Rejects when the dependency does not answer. */
  check(): Promise<void>;
  close(): Promise<void>;
}
