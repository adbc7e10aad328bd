import { unwrap, type ImageReceipt } from '@org/ci-core';
import { CommonOptions, parseOptions } from '../frame/options';
import type { Task } from '../frame/task';
import { sessionOf } from '../registry/session';
import { buildImage, demandDigest, referenceOf } from './image';
import { ImageOptions } from './options';
import { findImage } from './push';

/** How the project builds its image, for the platforms and the registry of a receipt. */
function optionsOf({ graph, project }: Task<unknown>, receipt: ImageReceipt): ImageOptions {
  const target = graph.nodes[project]?.data.targets?.image;
  const options = unwrap(
    parseOptions(ImageOptions.extend(CommonOptions.shape), target?.options, `${project}:image`),
  );
  const registry = receipt.repository.slice(0, -`/${receipt.service}`.length);
  return {
    ...options,
    output: 'registry',
    registry,
    platforms: receipt.platforms.map(({ platform }) => platform),
  };
}

/**
 * Makes sure that the digest of a receipt is in its registry, whole. One that is gone is built again as `image` does it.
 * @throws ProblemError `digest-changed` where that gives another digest
 */
export async function ensureImage(task: Task<unknown>, receipt: ImageReceipt): Promise<void> {
  const { registry } = await sessionOf(task);
  if (await findImage(registry, referenceOf(receipt))) return;
  task.say(`${receipt.repository}@${receipt.digest} is gone: built again`);
  demandDigest(receipt, await buildImage(task, optionsOf(task, receipt)));
}
