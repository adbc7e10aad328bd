import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  chosen,
  formatLock,
  formatProblems,
  lockPath,
  parseLock,
  ProblemError,
  resolvePending,
  suggest,
  unwrap,
  workspacePart,
  type Lock,
  type Problem,
} from '@org/ci-core';
import { synchronize } from '../sync/synchronize';
import { writeFiles } from '../workspace/apply';
import { openJournal } from '../workspace/journal';
import { readText } from '../workspace/manifests';
import { logger } from '../workspace/nx';
import { parseOptions } from '../workspace/parse-options';
import { formatPending } from './format';
import { ResolveOptions } from './options';

const pathOf = (name: string): string => lockPath(name === workspacePart ? undefined : name);

/**
 * Lock of a service.
 * @throws ProblemError where there is none, or it is damaged
 */
function readLock(tree: Tree, name: string): Lock {
  const path = pathOf(name);
  const text = readText(tree, path);
  if (text !== undefined) return unwrap(parseLock(text, path));
  const known = tree.children('.ci/lock').map((file) => file.replace(/\.json$/, ''));
  throw new ProblemError({
    code: 'service-unknown',
    where: 'options › name',
    what: `${name} has no lock`,
    fix: suggest(name, [...known.filter((one) => !one.startsWith('_')), workspacePart]),
  });
}

/** A file or place that does not wait; what does is listed. */
const nothingWaits = ({ name, file, at }: ResolveOptions, lock: Lock): Problem => ({
  code: 'resolve-nothing',
  where: [name, file, at].filter((one) => one !== undefined).join(' › '),
  what: 'does not wait for a decision',
  fix: lock.pending.length === 0 ? 'nothing to do' : `these do:\n${formatPending(name, lock.pending)}`,
});

/**
 * Decides what waits, or shows it; the rest is the path of sync.
 * @throws ProblemError where a place cannot be decided so; nothing is written then
 */
export async function resolveGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback | undefined> {
  const options = parseOptions(ResolveOptions, input);
  const { name, take } = options;
  if (take === undefined) {
    logger.info(formatPending(name, chosen(readLock(tree, name), options)));
    return undefined;
  }
  const journal = openJournal(tree);
  const lock = readLock(tree, name);
  if (chosen(lock, options).length === 0 && journal.healed.length === 0)
    throw new ProblemError(nothingWaits(options, lock));
  const resolved = unwrap(resolvePending(lock, { ...options, take }, (path) => readText(tree, path)));
  writeFiles(
    tree,
    [...resolved.files].map(([path, text]) => ({ path, text })),
  );
  writeFiles(tree, [{ path: pathOf(name), text: formatLock(resolved.lock) }]);
  const { notes, open, done } = await synchronize(tree, undefined, { journal });
  const said = [...notes, ...open];
  if (said.length > 0) logger.warn(formatProblems(said));
  return done;
}

export default resolveGenerator;
