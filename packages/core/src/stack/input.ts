import type { Service } from '../manifest/service';
import type { Workspace } from '../manifest/workspace';
import type { PinLock } from '../pins/pin-lock';
import type { StandardData } from '../standard/data';

/** All that a stack's files may depend on. */
export interface StackInput {
  readonly service: Service;
  /** POSIX path from the workspace's root, e.g. apps/payments. */
  readonly directory: string;
  readonly workspace: Workspace;
  readonly standard: StandardData;
  readonly pins: PinLock;
  /** Images of the stack as the standard has them; by default those of the stack. */
  readonly images?: Readonly<Record<string, string>>;
}

/** What only seeding knows. */
export interface SeedInput extends StackInput {
  /** The npm package's name. */
  readonly packageName: string;
  /** Conditions under which workspace libraries export their sources (`customConditions` of tsconfig.base.json). */
  readonly customConditions?: readonly string[];
}
