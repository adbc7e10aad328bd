import { ProblemError } from '@org/ci-core';
import {
  hasCode,
  formatReference,
  putManifest,
  readImage,
  uploadBlob,
  type DigestReference,
  type Image,
  type Registry,
  type Repository,
} from '@org/ci-oci';
import pLimit from 'p-limit';
import { openBlob } from './blob';
import type { LayoutNode } from './layout';

/** Large transfers at once, of one image. */
const uploads = 3;

/** The image as the registry has it, with all its platforms; undefined where a part of it is missing. */
export async function findImage(registry: Registry, reference: DigestReference): Promise<Image | undefined> {
  try {
    return await readImage(registry, reference);
  } catch (error) {
    if (hasCode(error, 'manifest-unknown') || hasCode(error, 'blob-unknown')) return undefined;
    throw error;
  }
}

/** Blobs first, then manifests, then the index: a registry never has what refers to nothing, whenever this ends. */
async function pushNode(
  registry: Registry,
  repository: Repository,
  layout: string,
  node: LayoutNode,
): Promise<void> {
  for (const child of node.children) await pushNode(registry, repository, layout, child);
  const limit = pLimit(uploads);
  const sent = node.blobs.map((blob) =>
    limit(() => uploadBlob(registry, repository, blob, openBlob(layout, blob.digest))),
  );
  // nothing of it goes on in the background after one has failed
  await Promise.allSettled(sent);
  await Promise.all(sent);
  await putManifest(registry, repository, { mediaType: node.mediaType, bytes: node.bytes });
}

export interface Pushed {
  readonly image: Image;
  /** It was not there before. */
  readonly isNew: boolean;
}

/** Stores an image by its digest, moving no tag, and reads it back. What is there already is not sent. */
export async function pushImage(
  registry: Registry,
  repository: Repository,
  layout: string,
  node: LayoutNode,
): Promise<Pushed> {
  const reference = { ...repository, digest: node.digest };
  const known = await findImage(registry, reference);
  if (known) return { image: known, isNew: false };
  await pushNode(registry, repository, layout, node);
  const image = await findImage(registry, reference);
  if (image) return { image, isNew: true };
  const what = 'was pushed, and the registry does not have it';
  const fix = 'see whether the registry keeps manifests without a tag, and run image again';
  throw new ProblemError({ code: 'image-gone', where: formatReference(reference), what, fix });
}
