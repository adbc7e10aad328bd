import type { GeneratorCallback, Tree } from '@nx/devkit';
import { formatProblems, giveBack, ownFile, ProblemError } from '@org/ci-core';
import { synchronize } from '../sync/synchronize';
import { writeFiles } from '../workspace/apply';
import { openJournal } from '../workspace/journal';
import { findServices, readText } from '../workspace/manifests';
import { logger } from '../workspace/nx';
import { readOptions } from '../workspace/parse-options';
import { OwnOptions } from './options';
import { fileOf, optionProblems, targetOf } from './target';

/**
 * Takes a generated file out of the standard's hands, or gives it back: one entry in a manifest, then the same path as
 * sync. What the user wrote is not lost either way.
 * @returns what is to be called once the files are written
 * @throws ProblemError with everything that is wrong with the options
 */
export async function ownGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const { valid, complete, problems } = readOptions(OwnOptions, input);
  const journal = openJournal(tree);
  const { services } = await findServices(tree);
  const target = valid.name === undefined ? undefined : targetOf(tree, valid.name, services);
  const today = new Date().toISOString().slice(0, 10);
  const names = services.map(({ service }) => service.name);
  const all = [...problems, ...optionProblems(valid, target, { services: names, today })];
  if (all.length > 0 || !complete || !target) throw new ProblemError(all);
  const { owner, reason, until } = complete;
  const file = fileOf(complete.file, target);
  const before = readText(tree, target.manifest) ?? '';
  const text =
    owner === 'standard' ? giveBack(before, file) : ownFile(before, file, { owner, reason, until });
  if (text !== before) writeFiles(tree, [{ path: target.manifest, text }]);
  const { notes, open, done } = await synchronize(tree, undefined, { journal });
  const said = [...notes, ...open];
  if (said.length > 0) logger.warn(formatProblems(said));
  return done;
}

export default ownGenerator;
