import type { Service } from '../manifest/service';
import type { Workspace } from '../manifest/workspace';
import type { PinLock } from '../pins/pin-lock';
import type { Stack } from '../stack/stack';
import type { Standard } from '../standard/standard';

/** One service of the workspace with its place and its kind. */
export interface PlacedService {
  readonly service: Service;
  /** POSIX path from the workspace's root, e.g. apps/payments. */
  readonly directory: string;
  readonly stack: Stack;
}

/** All that a workspace's artefacts may depend on. */
export interface WorkspaceInput {
  readonly workspace: Workspace;
  readonly standard: Standard;
  readonly pins: PinLock;
  /** Sorted by name. */
  readonly services: readonly PlacedService[];
}

/** All that a service's artefacts may depend on. */
export interface ServiceInput extends PlacedService {
  readonly workspace: Workspace;
  readonly standard: Standard;
  readonly pins: PinLock;
}

/** What only seeding knows. */
export interface SeedInput extends ServiceInput {
  /** The npm package's name. */
  readonly packageName: string;
  /** Conditions under which workspace libraries export their sources (`customConditions` of tsconfig.base.json). */
  readonly customConditions?: readonly string[];
}
