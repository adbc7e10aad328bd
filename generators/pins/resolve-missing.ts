import type { Tree } from '@nx/devkit';
import type { Problem } from '@org/ci-core';
import type { Facts } from '../workspace/facts';
import { readPins } from '../workspace/manifests';
import { imagesInUse } from './images';
import { resolvePins } from './resolve';
import { writePins } from './write';

/** A generator does not wait long for a registry: what is missing is reported and can be resolved later. */
const inPassing = { attempts: 1, requestMs: 5_000 };

/** Pins the images that nobody has pinned yet. Returns those that could not be. */
export async function resolveMissingPins(
  tree: Tree,
  { workspace, standard, found }: Facts,
): Promise<readonly Problem[]> {
  const pins = readPins(tree);
  const used = imagesInUse(standard, found.services);
  const missing = used.filter((image) => pins.images[image] === undefined);
  const { images, problems } = await resolvePins(missing, workspace, inPassing);
  if (Object.keys(images).length > 0) writePins(tree, { ...pins, images: { ...pins.images, ...images } });
  return problems;
}
