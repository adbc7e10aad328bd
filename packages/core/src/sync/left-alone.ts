import type { Problem } from '../problem/problem';
import type { Lock } from '../reconcile/lock';
import type { Part } from './part';
import type { LockPlan } from './lock-plan';

/** A part of which nothing changes, its lock included. */
export const leftAlone = (
  { service, path }: Pick<Part, 'service' | 'path'>,
  lock: Lock | undefined,
  problems: readonly Problem[] = [],
): LockPlan => ({
  ...{ service, path, lock, before: lock, problems },
  ...{ writes: [], deletes: [], outcomes: [], findings: [] },
});
