import type { EjectionInput } from '../ownership/findings';
import type { Lock } from '../reconcile/lock';
import type { Rendered } from '../synthesis/synth';

/** Name under which the workspace's own files are reported and upgraded: that of its Nx project. */
export const workspacePart = 'ci';

/** What is rendered together and has one lock: a service, or the workspace's own files. */
export interface Part {
  /** Name of the service; `ci` for the workspace. */
  readonly service: string;
  /** Path of its lock. */
  readonly path: string;
  readonly standard: Lock['standard'];
  readonly inputs: NonNullable<Lock['inputs']>;
  /** service.yaml or ci.yaml, as far as it says who owns which file. */
  readonly manifest: EjectionInput['manifest'];
  /** Its folder, from the workspace's root; empty: the root. */
  readonly directory: string;
  /** Its files, without what would refer to one that its user deleted. */
  readonly render: (deleted: ReadonlySet<string>) => Rendered;
}
