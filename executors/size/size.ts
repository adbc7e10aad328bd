import { SizeReceipt, type ImageReceipt } from '@org/ci-core';
import { readImage, type Layer, type PlatformImage, type Registry } from '@org/ci-oci';
import type { Task } from '../frame/task';
import { referenceOf } from '../image/image';
import { sessionOf } from '../registry/session';
import { attribute } from './attribute';
import { baseLayerCount, createdBy, readConfig, type Config } from './base';
import type { SizeOptions } from './options';
import { readLayer } from './read-layers';

const megabyte = 1_000_000;
/** What a receipt and a terminal keep of the breakdown. */
const keptParts = 40;

export function budgetOf({
  options,
  service,
  stack,
}: Pick<Task<SizeOptions>, 'options' | 'service' | 'stack'>): number {
  return Math.round((options.budgetMb ?? service.size?.budgetMb ?? stack.defaults.sizeBudgetMb) * megabyte);
}

/** Pure: the layers with who made them, the first `base` of them the base image's. */
export const describeLayers = (
  { layers }: PlatformImage,
  config: Config,
  base: number,
): SizeReceipt['layers'] => {
  const steps = createdBy(config, layers);
  return layers.map(({ digest, size }, index) => ({
    digest,
    bytes: size,
    base: index < base,
    createdBy: steps[index] ?? '',
  }));
};

const sum = (layers: SizeReceipt['layers']): number => layers.reduce((total, { bytes }) => total + bytes, 0);

/** Of our layers: what the base holds is its makers' to change, and need not be fetched. */
async function readParts(
  registry: Registry,
  image: ImageReceipt,
  layers: readonly Layer[],
): Promise<SizeReceipt['packages']> {
  const contents = [];
  for (const layer of layers) contents.push(await readLayer(registry, referenceOf(image), layer));
  const owners = new Map(
    contents.flatMap((content) => content.owners.map(([path, owner]) => [path, owner] as const)),
  );
  return attribute(
    contents.flatMap(({ files }) => files),
    owners,
  ).slice(0, keptParts);
}

/** Measures the largest platform of an image: the one that the budget is about. */
export async function measure(task: Task<SizeOptions>, image: ImageReceipt): Promise<SizeReceipt> {
  const { registry } = await sessionOf(task);
  const { platforms } = await readImage(registry, referenceOf(image));
  const [largest] = [...platforms].sort((a, b) => b.size - a.size);
  if (!largest) throw new Error(`${image.repository}@${image.digest} has no platform`);
  const config = await readConfig(registry, referenceOf(image), largest);
  const base = await baseLayerCount(registry, config, largest, task.workspace.mirrors);
  const layers = describeLayers(largest, config, base);
  const overBaseBytes = sum(layers.filter(({ base }) => !base));
  const budgetBytes = budgetOf(task);
  return SizeReceipt.parse({
    schema: 1,
    service: task.service.name,
    digest: image.digest,
    pass: overBaseBytes <= budgetBytes,
    budgetBytes,
    overBaseBytes,
    totalBytes: sum(layers),
    layers,
    packages: await readParts(registry, image, largest.layers.slice(base)),
  } satisfies SizeReceipt);
}
