import type { Descriptor } from '../content/manifest';
import { isForeignLayer } from '../content/media-types';
import { hasBlob, readBlobOnce } from '../client/blobs';
import type { Registry } from '../client/registry';
import { mountBlob, uploadOnce } from '../client/upload';
import type { Repository } from '../reference/reference';
import type { BlobOutcome } from './copy-receipt';

/** Streams source to target; a failure on either side begins both again. */
const stream = (registry: Registry, from: Repository, to: Repository, blob: Descriptor): Promise<void> =>
  registry.retry(() =>
    readBlobOnce(registry, from, blob, (chunks) => uploadOnce(registry, to, blob, () => chunks)),
  );

/** Makes the target hold a blob: nothing if it does, mounted within a registry, else streamed, verified on the way. */
export async function copyBlob(
  registry: Registry,
  from: Repository,
  to: Repository,
  blob: Descriptor,
): Promise<BlobOutcome> {
  if (isForeignLayer(blob.mediaType)) return 'foreign';
  if (await hasBlob(registry, to, blob.digest)) return 'present';
  if (from.host === to.host && (await mountBlob(registry, from, to, blob.digest))) return 'mounted';
  await stream(registry, from, to, blob);
  return 'copied';
}
