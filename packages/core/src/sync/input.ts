import type { Workspace } from '../manifest/workspace';
import type { PinLock } from '../pins/pin-lock';
import type { Standard } from '../standard/standard';
import type { PlacedService } from '../synthesis/input';

/** A manifest with its folder; the stack may be one that the standard does not know. */
export type FoundService = Pick<PlacedService, 'service' | 'directory'>;

/** All that synchronization looks at. */
export interface SyncInput {
  readonly workspace: Workspace;
  readonly standard: Standard;
  readonly pins: PinLock;
  readonly found: readonly FoundService[];
  /** Whether every manifest could be read: only then is a lock without a service a left-over. */
  readonly complete: boolean;
  /** Names of the services that have a lock. */
  readonly locked: readonly string[];
  readonly read: (path: string) => string | undefined;
  readonly hash: (text: string) => string;
}
