import type { Tree } from '@nx/devkit';
import { asidePath, formatLock, isRecord, type LockPlan } from '@org/ci-core';
import { deleteFiles, writeFiles } from '../workspace/apply';
import { assertInside } from '../workspace/inside';
import { readText } from '../workspace/manifests';

/** A lock that is the one that was read is not written down again only to be compared. */
function applyLock(tree: Tree, { lock, before, path }: LockPlan): void {
  if (lock === undefined && tree.isFile(path)) deleteFiles(tree, [path]);
  else if (lock !== undefined && lock !== before) {
    const text = formatLock(lock);
    if (readText(tree, path) !== text) writeFiles(tree, [{ path, text }]);
  }
}

/** An edit of a managed file may be in no commit yet. */
function putAside(tree: Tree, { findings }: LockPlan): void {
  for (const { code, where } of findings) {
    const bytes = code === 'drift' && tree.isFile(where) ? tree.read(where) : null;
    if (bytes === null) continue;
    assertInside(tree.root, asidePath(where));
    tree.write(asidePath(where), bytes);
  }
}

/** Files first, lock last: an interrupted run is found again by the next one. */
function applyWrites(tree: Tree, plan: LockPlan): string[] {
  const writes = plan.writes.filter(
    ({ path, text, mode }) => mode !== undefined || readText(tree, path) !== text,
  );
  putAside(tree, plan);
  writeFiles(tree, writes);
  applyLock(tree, plan);
  return writes.map(({ path }) => path);
}

/**
 * Carries plans out in a tree. What goes, goes first: at every deletion a tree looks through all that it has recorded, and
 * a thousand services record thirty thousand writes.
 * @returns files that are written or removed; bases and locks are not named
 */
export function applyPlans(tree: Tree, plans: readonly LockPlan[]): string[] {
  const deletes = plans.flatMap((plan) => plan.deletes.filter((path) => tree.isFile(path)));
  deleteFiles(tree, deletes);
  const writes = plans.flatMap((plan) => applyWrites(tree, plan));
  return [...deletes, ...writes].filter((path) => !isRecord(path));
}
