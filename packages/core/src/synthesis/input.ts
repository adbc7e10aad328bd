import type { Workspace } from '../manifest/workspace';
import type { PinLock } from '../pins/pin-lock';
import type { StackInput } from '../stack/input';
import type { Stack } from '../stack/stack';
import type { StandardData } from '../standard/data';

/** One service of the workspace with its place and its kind. */
export interface PlacedService extends Pick<StackInput, 'service' | 'directory'> {
  readonly stack: Stack;
}

/** All that a workspace's artefacts may depend on. */
export interface WorkspaceInput {
  readonly workspace: Workspace;
  readonly standard: StandardData;
  readonly pins: PinLock;
  /** Sorted by name. */
  readonly services: readonly PlacedService[];
}

/** All that a service's artefacts may depend on. */
export interface ServiceInput extends StackInput, PlacedService {
  /** Paths of generated files that their user deleted: what would refer to one of them leaves it out. */
  readonly deleted?: ReadonlySet<string>;
}
