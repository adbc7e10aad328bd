import type { Tree } from '@nx/devkit';
import {
  formatLock,
  isOpen,
  isRecord,
  nameDifferences,
  planSync,
  sharedPorts,
  type LockPlan,
  type Problem,
} from '@org/ci-core';
import { deleteFiles, writeFiles } from '../workspace/apply';
import { readFacts, type Facts } from '../workspace/facts';
import { sha256 } from '../workspace/hash';
import { readPins, readText } from '../workspace/manifests';
import { withoutNameClashes } from '../workspace/name-clashes';

/** What synchronization did in the tree and what it wants to say. */
export interface SyncOutcome {
  /** Generated files that were written or removed, sorted; bases and locks are not named. */
  readonly changed: readonly string[];
  /** What people should know and need not act on. */
  readonly notes: readonly Problem[];
  /** What keeps the workspace out of sync until somebody acts. */
  readonly open: readonly Problem[];
}

const lockedServices = (tree: Tree): string[] =>
  tree
    .children('.ci/lock')
    .flatMap((file) => (file.endsWith('.json') && !file.startsWith('_') ? [file.slice(0, -5)] : []));

/** Files first, lock last: an interrupted run is found again by the next one. */
function apply(tree: Tree, plan: LockPlan): string[] {
  const writes = plan.writes.filter(({ path, text }) => readText(tree, path) !== text);
  const deletes = plan.deletes.filter((path) => tree.exists(path));
  writeFiles(tree, plan.writes);
  deleteFiles(tree, deletes);
  const lock = plan.lock && formatLock(plan.lock);
  if (lock === undefined) deleteFiles(tree, [plan.path]);
  else if (readText(tree, plan.path) !== lock) writeFiles(tree, [{ path: plan.path, text: lock }]);
  return [...writes.map(({ path }) => path), ...deletes].filter((path) => !isRecord(path));
}

/**
 * Brings the tree to what ci.yaml, the service manifests and the standard say: the one path of init, service and sync.
 * @param facts those of the tree, where they are known already
 * @throws ProblemError where ci.yaml, the pins or the standard cannot be read; a bad service never stops the others
 */
export async function synchronize(tree: Tree, facts?: Facts): Promise<SyncOutcome> {
  const { workspace, standard, found: all } = facts ?? (await readFacts(tree));
  const pins = readPins(tree);
  const { services: found, problems } = await withoutNameClashes(tree, all);
  const plan = planSync({
    workspace,
    standard,
    pins,
    found,
    complete: problems.length === 0,
    locked: lockedServices(tree),
    read: (path) => readText(tree, path),
    hash: sha256,
  });
  const changed = plan.plans.flatMap((one) => apply(tree, one)).sort();
  const findings = plan.plans.flatMap(({ findings }) => findings);
  const differences = nameDifferences(found, (path) => readText(tree, path));
  const open = [...problems, ...differences, ...plan.problems, ...findings.filter(isOpen)];
  const notes = [...findings.filter((finding) => !isOpen(finding)), ...sharedPorts(found)];
  return { changed, notes, open };
}
