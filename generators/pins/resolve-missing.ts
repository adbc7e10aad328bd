import type { Tree } from '@nx/devkit';
import type { Problem, Workspace } from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { findServices, readPins } from '../workspace/manifests';
import { imagesInUse } from './images';
import { resolvePins } from './resolve';
import { writePins } from './write';

/** A generator does not wait long for a registry: what is missing is reported and can be resolved later. */
const inPassing = { attempts: 1, requestMs: 5_000 };

/** Pins the images that nobody has pinned yet. Returns those that could not be. */
export async function resolveMissingPins(tree: Tree, workspace: Workspace): Promise<readonly Problem[]> {
  const pins = readPins(tree);
  const { services } = await findServices(tree);
  const used = imagesInUse(
    loadStandard(tree.root, workspace.standard.name, workspace.standard.version),
    services,
  );
  const missing = used.filter((image) => pins.images[image] === undefined);
  const { images, problems } = await resolvePins(missing, workspace, inPassing);
  if (Object.keys(images).length > 0) writePins(tree, { ...pins, images: { ...pins.images, ...images } });
  return problems;
}
