/** managed: re-rendered, an edit is drift · merged: the user edits freely · seeded: written once, then the user's. */
export type Ownership = 'managed' | 'merged' | 'seeded';

/** A file as synthesis wants it. `path` is POSIX, relative to the workspace's root. */
export interface RenderedFile {
  readonly path: string;
  readonly text: string;
  readonly ownership: Ownership;
  /** Default 0o644. */
  readonly mode?: 0o644 | 0o755;
}
