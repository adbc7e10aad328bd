import { ImageReceipt, receiptPath, unwrap } from '@org/ci-core';
import { readReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { ensureImage } from './ensure';

/** The receipt of the service's image. Codes: receipt-missing, receipt-invalid. */
export const readImageReceipt = async ({ root, service }: Task<unknown>): Promise<ImageReceipt> =>
  unwrap(await readReceipt(root, receiptPath(service.name, 'image'), ImageReceipt, 'image'));

/** As above, and the image is there: a receipt from a cache may be of one that the registry has lost. */
export async function usableImage(task: Task<unknown>): Promise<ImageReceipt> {
  const receipt = await readImageReceipt(task);
  await ensureImage(task, receipt);
  return receipt;
}
