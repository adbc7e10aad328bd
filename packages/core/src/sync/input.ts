import type { Workspace } from '../manifest/workspace';
import type { PinLock } from '../pins/pin-lock';
import type { Problem } from '../problem/problem';
import type { Result } from '../problem/result';
import type { Standard } from '../standard/standard';
import type { PlacedService } from '../synthesis/input';

/** A manifest with its folder; the stack may be one that the standard does not know. */
export type FoundService = Pick<PlacedService, 'service' | 'directory'>;

/** All that synchronization looks at. */
export interface SyncInput {
  readonly workspace: Workspace;
  /** Standard of a service; without one, the workspace's. */
  readonly standardFor: (one?: FoundService) => Result<Standard>;
  /**
   * What else decides the rendering, e.g. versions of installed packages. Undefined: it may have changed unseen, as a
   * standard has that is linked from the workspace; everything is rendered then.
   */
  readonly engine: (standard: Standard) => string | undefined;
  readonly pins: PinLock;
  readonly found: readonly FoundService[];
  /** Whether every manifest could be read: only then is a lock without a service a left-over. */
  readonly complete: boolean;
  /** Names of the services that have a lock. */
  readonly locked: readonly string[];
  /** Services that move to the installed version of their standard, `ci` for the workspace's own files. Default: none. */
  readonly upgrade?: ReadonlySet<string>;
  /** Called after each part, with how many of how many are planned: a thousand services take a while. */
  readonly onPlanned?: (planned: number, of: number) => void;
  /** Calendar date (UTC), 2027-01-31. */
  readonly today: string;
  /** Why a file cannot be written or removed; by default each of them can. */
  readonly blocked?: (path: string) => Problem | undefined;
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => string | undefined;
  readonly hash: (text: string) => string;
}
