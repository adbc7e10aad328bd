import type { Problem } from '../problem/problem';
import type { Lock } from '../reconcile/lock';
import type { ReconcilePlan } from '../reconcile/reconcile';

/** One lock with what has to happen for it. `lock` undefined: the lock file is a left-over. */
export interface LockPlan extends Omit<ReconcilePlan, 'lock'> {
  readonly service: string;
  readonly path: string;
  readonly lock: Lock | undefined;
  /** The lock as it was. */
  readonly before: Lock | undefined;
  readonly problems: readonly Problem[];
}
