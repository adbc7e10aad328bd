import type { RenderedFile } from '../synthesis/rendered-file';
import type { Lock } from './lock';

/** All that reconciling looks at. */
export interface ReconcileInput {
  readonly rendered: readonly RenderedFile[];
  /** Whose files these are: a service, or `ci` for the workspace's own. */
  readonly service: string;
  readonly standard: Lock['standard'];
  /** See Lock. */
  readonly inputs?: Lock['inputs'];
  /** Undefined: nothing was generated yet. */
  readonly lock: Lock | undefined;
  /** Paths that their users own. */
  readonly ejected?: ReadonlySet<string>;
  /** Text of a file of the workspace; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** sha256 of a text in UTF-8, 64 hexadecimal digits. */
  readonly hash: (text: string) => string;
}
