import type { PinLock, Standard, Workspace } from '@org/ci-core';
import type { FoundService } from '../workspace/manifests';

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
