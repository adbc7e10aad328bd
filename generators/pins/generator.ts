import type { GeneratorCallback, Tree } from '@nx/devkit';
import { formatProblems, ProblemError } from '@org/ci-core';
import { logger } from '../workspace/nx';
import { synchronize } from '../sync/synchronize';
import { readFacts } from '../workspace/facts';
import { readPins } from '../workspace/manifests';
import { parseOptions } from '../workspace/parse-options';
import { imagesInUse } from './images';
import { PinsOptions } from './options';
import { resolvePins } from './resolve';
import { writePins } from './write';

const patient = { attempts: 3, requestMs: 30_000 };

/**
 * Resolves tags to digests, forgets images that nothing uses, and re-renders what mentions them.
 * @throws ProblemError where an image can be resolved by no registry: the old pins stay
 */
export async function pinsGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const { update } = parseOptions(PinsOptions, input);
  const facts = await readFacts(tree);
  const used = imagesInUse(facts.standard, facts.found.services);
  const before = readPins(tree);
  const known = Object.fromEntries(Object.entries(before.images).filter(([image]) => used.includes(image)));
  const wanted = used.filter((image) => update || known[image] === undefined);
  const { images, problems: unresolved } = await resolvePins(wanted, facts.workspace, patient);
  if (unresolved.length > 0) throw new ProblemError(unresolved);
  writePins(tree, { ...before, images: { ...known, ...images } });
  const { notes, open, done } = await synchronize(tree, facts);
  const said = [...notes, ...open];
  if (said.length > 0) logger.warn(formatProblems(said));
  return done;
}

export default pinsGenerator;
