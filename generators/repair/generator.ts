import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  formatLock,
  formatProblems,
  parseLock,
  partsOf,
  rebuildLock,
  type Part,
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

/** A lock that cannot be read is made anew; a sound one forgets that nothing changed, so that every base is looked at. */
function repaired(tree: Tree, part: Part, input: SyncInput): { text: string; isAnew: boolean } {
  const text = readText(tree, part.path);
  const parsed = parseLock(text ?? '', part.path);
  if (parsed.ok) return { text: formatLock({ ...parsed.value, inputs: undefined }), isAnew: false };
  return { text: formatLock(rebuildLock(part, text ?? '', input)), isAnew: true };
}

/** Makes locks anew that are damaged or gone, then takes the path of sync with every file rendered. */
export async function repairGenerator(tree: Tree, options: unknown): Promise<GeneratorCallback> {
  parseOptions(RepairOptions, options);
  const journal = openJournal(tree);
  const facts = await readFacts(tree);
  const input: SyncInput = { ...inputOf(tree, facts), found: facts.found.services, complete: true };
  for (const part of partsOf(input).parts) {
    const { text, isAnew } = repaired(tree, part, input);
    writeFiles(tree, [{ path: part.path, text }]);
    if (isAnew) logger.info(`${part.path}: made anew`);
  }
  const { notes, open, done, changed } = await synchronize(tree, facts, { journal });
  const said = [...notes, ...open];
  if (said.length > 0) logger.warn(formatProblems(said));
  if (changed.length > 0) logger.info(`Brought up to date: ${changed.join(', ')}`);
  return done;
}

export default repairGenerator;
