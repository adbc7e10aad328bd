import type { Tree } from '@nx/devkit';
import { formatProblems, ProblemError } from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { logger } from '../workspace/nx';
import { synchronize } from '../sync/synchronize';
import { findServices, readPins, readWorkspace } from '../workspace/manifests';
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
export async function pinsGenerator(tree: Tree, input: unknown): Promise<void> {
  const { update } = parseOptions(PinsOptions, input);
  const workspace = readWorkspace(tree);
  const { services } = await findServices(tree);
  const used = imagesInUse(
    loadStandard(tree.root, workspace.standard.name, workspace.standard.version),
    services,
  );
  const before = readPins(tree);
  const known = Object.fromEntries(Object.entries(before.images).filter(([image]) => used.includes(image)));
  const wanted = used.filter((image) => update || known[image] === undefined);
  const { images, problems: unresolved } = await resolvePins(wanted, workspace, patient);
  if (unresolved.length > 0) throw new ProblemError(unresolved);
  writePins(tree, { ...before, images: { ...known, ...images } });
  const { notes, open } = await synchronize(tree);
  const said = [...notes, ...open];
  if (said.length > 0) logger.warn(formatProblems(said));
}

export default pinsGenerator;
