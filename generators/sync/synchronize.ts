import type { Tree } from '@nx/devkit';
import {
  isOpen,
  isTorn,
  nameDifferences,
  notesOf,
  lockedServices,
  ok,
  overdue,
  pinsPath,
  planSync,
  type LockPlan,
  type Problem,
  type SyncInput,
} from '@org/ci-core';
import { engineOf } from '@org/ci-standard';
import { readFacts, type Facts } from '../workspace/facts';
import { sha256 } from '../workspace/hash';
import { blockedPlace } from '../workspace/inside';
import { openJournal, type TreeJournal } from '../workspace/journal';
import { readPins, readText } from '../workspace/manifests';
import { writePins } from '../pins/write';
import { withoutNameClashes } from '../workspace/name-clashes';
import { applyPlans } from './apply-plans';

/** What synchronization did in the tree and what it wants to say. */
export interface SyncOutcome {
  /** Generated files that were written or removed, sorted; bases and locks are not named. */
  readonly changed: readonly string[];
  /** What people should know and need not act on. */
  readonly notes: readonly Problem[];
  /** What keeps the workspace out of sync until somebody acts. */
  readonly open: readonly Problem[];
  readonly plans: readonly LockPlan[];
  /** To be called once the files are written. */
  readonly done: () => void;
}

export interface SyncChoice {
  /** One that is open already; by default it is opened here. */
  readonly journal?: TreeJournal;
  /** Whether nothing follows that is written to the tree; by default so. */
  readonly close?: boolean;
  /** Services that move to the installed version of their standard, `ci` for the workspace's own files. */
  readonly upgrade?: ReadonlySet<string>;
  /** See SyncInput. */
  readonly onPlanned?: SyncInput['onPlanned'];
}

export function inputOf(
  tree: Tree,
  { workspace, standards }: Facts,
): Omit<SyncInput, 'found' | 'complete' | 'upgrade' | 'onPlanned'> {
  return {
    workspace,
    standardFor: (one) =>
      one ? standards.of(one.service, `${one.directory}/service.yaml`) : ok(standards.workspace),
    engine: (standard) => engineOf(tree.root, standard),
    pins: readPins(tree),
    locked: lockedServices(tree.children('.ci/lock')),
    blocked: (path) => blockedPlace(tree.root, path),
    exists: (path) => tree.isFile(path),
    read: (path) => readText(tree, path),
    hash: sha256,
    today: new Date().toISOString().slice(0, 10),
  };
}

/**
 * Brings the tree to what ci.yaml, the service manifests and the standard say: the one path of init, service, sync and
 * upgrade. What an ended run left is carried out first.
 * @param facts those of the tree, where they are known already
 * @throws ProblemError where ci.yaml, the pins or the standard cannot be read; a bad service never stops the others
 */
export async function synchronize(tree: Tree, facts?: Facts, choice: SyncChoice = {}): Promise<SyncOutcome> {
  const { journal = openJournal(tree), upgrade, onPlanned, close = true } = choice;
  const known = facts ?? (await readFacts(tree));
  // both branches resolved something
  if (isTorn(readText(tree, pinsPath))) writePins(tree, readPins(tree));
  const { services: found, problems } = await withoutNameClashes(tree, known.found);
  const input = inputOf(tree, known);
  const plan = planSync({
    ...input,
    ...(upgrade && { upgrade }),
    ...(onPlanned && { onPlanned }),
    found,
    complete: problems.length === 0,
  });
  const changed = [...journal.healed, ...applyPlans(tree, plan.plans)].sort();
  const findings = plan.plans.flatMap(({ findings }) => findings);
  const differences = nameDifferences(found, (path) => readText(tree, path));
  const services = problems.length === 0 ? found.map(({ service }) => service.name) : undefined;
  const open = [
    ...problems,
    ...differences,
    ...plan.problems,
    ...findings.filter(isOpen),
    ...overdue({ ...known, services, pins: input.pins, now: new Date() }),
  ];
  const notes = [...findings.filter((finding) => !isOpen(finding)), ...notesOf({ ...input, found })];
  return { changed, notes, open, plans: plan.plans, done: close ? journal.close() : () => undefined };
}
