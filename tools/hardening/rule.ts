import type { Files } from './files';

export type Held = boolean | 'not applicable';

export interface Rule {
  /** Of the hardening bar: D1–D39 for the Dockerfile, C1–C34 for compose. */
  readonly id: string;
  readonly title: string;
  holds(files: Files): Held;
}
