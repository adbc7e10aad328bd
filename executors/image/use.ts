import { ImageReceipt, receiptPath, unwrap } from '@org/ci-core';
import { readReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { formatRepository, repositoryIn } from '../registry/repository';
import { sessionOf } from '../registry/session';
import { ensureImage } from './ensure';
import { referenceOf } from './image';
import { findImage } from './push';

/** The receipt of the service's image. Codes: receipt-missing, receipt-invalid. */
export const readImageReceipt = async ({ root, service }: Task<unknown>): Promise<ImageReceipt> =>
  unwrap(await readReceipt(root, receiptPath(service.name, 'image'), ImageReceipt, 'image'));

/** Stands for a digest that nobody knows yet. */
const unknownDigest = 'sha256:…';

/** For a dry run: the receipt, or what it will be like before there is an image. */
export async function expectedImage(task: Task<unknown>): Promise<ImageReceipt> {
  const { root, service, workspace } = task;
  const read = await readReceipt(root, receiptPath(service.name, 'image'), ImageReceipt, 'image');
  if (read.ok) return read.value;
  const digest = unknownDigest;
  task.say(`# there is no image yet: ${digest} stands for its digest`);
  const repository = formatRepository(repositoryIn(workspace.registry, service.name));
  const platforms = [{ platform: workspace.platforms?.[0] ?? 'linux/amd64', digest, size: 0 }];
  return { schema: 1, service: service.name, repository, digest, mediaType: '', platforms };
}

/** Whether the image of a dry run was built and its registry has it. */
export async function isThere(task: Task<unknown>, image: ImageReceipt): Promise<boolean> {
  if (image.digest === unknownDigest) return false;
  const { registry } = await sessionOf(task);
  return (await findImage(registry, referenceOf(image))) !== undefined;
}

/** As readImageReceipt, and the image is there: a receipt from a cache may be of one that the registry has lost. */
export async function usableImage(task: Task<unknown>): Promise<ImageReceipt> {
  const receipt = await readImageReceipt(task);
  await ensureImage(task, receipt);
  return receipt;
}
