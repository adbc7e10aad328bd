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
} from '@org/ci-core';
import { synchronize } from '../sync/synchronize';
import { writeFiles } from '../workspace/apply';
import { openJournal } from '../workspace/journal';
import { findServices, readText } from '../workspace/manifests';
import { logger } from '../workspace/nx';
import { parseOptions } from '../workspace/parse-options';
import { formatPending } from './format';
import { fileOf, nothingWaits, ofPart } from './place';
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

const lookup = (tree: Tree, name: string): Promise<string | undefined> =>
  findServices(tree).then(({ services }) => services.find((one) => one.service.name === name)?.directory);

/**
 * Decides what waits, or shows it; the rest is the path of sync.
 * @throws ProblemError where a place cannot be decided so; nothing is written then
 */
export async function resolveGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback | undefined> {
  const given = parseOptions(ResolveOptions, input);
  const { name, take } = given;
  const directory = await lookup(tree, name);
  if (take === undefined) {
    const lock = readLock(tree, name);
    logger.info(formatPending(name, chosen(lock, { ...given, file: fileOf(given.file, lock, directory) })));
    return undefined;
  }
  const journal = openJournal(tree);
  const lock = readLock(tree, name);
  const options = { ...given, file: fileOf(given.file, lock, directory) };
  if (chosen(lock, options).length === 0 && journal.healed.length === 0)
    throw new ProblemError(nothingWaits(options, lock));
  const resolved = unwrap(resolvePending(lock, { ...options, take }, (path) => readText(tree, path)));
  writeFiles(
    tree,
    [...resolved.files].map(([path, text]) => ({ path, text })),
  );
  writeFiles(tree, [{ path: pathOf(name), text: formatLock(resolved.lock) }]);
  const { notes, open, plans, done } = await synchronize(tree, undefined, { journal });
  const start = name === workspacePart ? 'ci.yaml' : `${directory ?? lockPath(name)}/`;
  const said = ofPart([...notes, ...open], plans, { lock: pathOf(name), start });
  if (said.length > 0) logger.warn(formatProblems(said));
  return done;
}

export default resolveGenerator;
