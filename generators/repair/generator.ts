import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  formatLock,
  formatProblems,
  ok,
  parseLock,
  partsOf,
  rebuildLock,
  type Lock,
  type Part,
  type Problem,
  type Result,
  type SyncInput,
} from '@org/ci-core';
import { inputOf, synchronize } from '../sync/synchronize';
import { writeFiles } from '../workspace/apply';
import { readFacts } from '../workspace/facts';
import { openJournal } from '../workspace/journal';
import { readText } from '../workspace/manifests';
import { logger } from '../workspace/nx';
import { parseOptions } from '../workspace/parse-options';
import { RepairOptions } from './options';

/**
 * A lock that cannot be read is made anew; a sound one forgets that nothing changed in the standard, so that every base is
 * looked at. What its manifest said stays known: a service that is behind is held to it.
 */
function repaired(tree: Tree, part: Part, input: SyncInput): Result<Lock> {
  const text = readText(tree, part.path);
  const parsed = parseLock(text ?? '', part.path);
  if (parsed.ok) {
    const { inputs } = parsed.value;
    return ok({ ...parsed.value, inputs: inputs && { manifest: inputs.manifest } });
  }
  // nothing is wrong with it, and what it says would be lost
  if (parsed.problems.some(({ code }) => code === 'lock-newer')) return parsed;
  return rebuildLock(part, text ?? '', input);
}

/** Makes locks anew; what the standard cannot render stays as it is, and stops no other. */
function repairAll(tree: Tree, input: SyncInput): Problem[] {
  return partsOf(input).parts.flatMap((part) => {
    const one = repaired(tree, part, input);
    if (!one.ok) return one.problems;
    writeFiles(tree, [{ path: part.path, text: formatLock(one.value) }]);
    return [];
  });
}

type Locks = ReadonlyMap<string, string | undefined>;

const locksIn = (tree: Tree): Locks =>
  new Map(
    tree
      .children('.ci/lock')
      .sort()
      .map((name) => [`.ci/lock/${name}`, readText(tree, `.ci/lock/${name}`)]),
  );

/** Nobody finds a lock among the changes of a repair that said nothing of it. */
function sayLocks(before: Locks, after: Locks): void {
  const changed = [...after].flatMap(([path, text]) => (before.get(path) === text ? [] : [path]));
  for (const path of changed)
    logger.info(`${path}: changed, for it did not say what its files and the standard are now`);
  if (changed.length === 0) logger.info('Nothing is wrong with any lock.');
}

/** Makes locks anew that are damaged or gone, then takes the path of sync with every file rendered. */
export async function repairGenerator(tree: Tree, options: unknown): Promise<GeneratorCallback> {
  parseOptions(RepairOptions, options);
  const journal = openJournal(tree);
  const facts = await readFacts(tree);
  const input: SyncInput = { ...inputOf(tree, facts), found: facts.found.services, complete: true };
  const before = locksIn(tree);
  const problems = repairAll(tree, input);
  const { notes, open, done, changed } = await synchronize(tree, facts, { journal });
  sayLocks(before, locksIn(tree));
  const said = [...notes, ...problems, ...open];
  if (said.length > 0) logger.warn(formatProblems(said));
  if (changed.length > 0) logger.info(`Brought up to date: ${changed.join(', ')}`);
  return done;
}

export default repairGenerator;
