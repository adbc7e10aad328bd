import type { ImageReceipt } from '@org/ci-core';
import type { Image } from '@org/ci-oci';

/** Pure: the same image leaves the same bytes. */
export const receiptOf = (service: string, repository: string, image: Image): ImageReceipt => ({
  schema: 1,
  service,
  repository,
  digest: image.digest,
  mediaType: image.mediaType,
  platforms: image.platforms.map(({ platform, digest, size }) => ({ platform, digest, size })),
});
