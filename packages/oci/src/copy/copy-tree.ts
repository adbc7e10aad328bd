import { ProblemError } from '@org/ci-core';
import type { Descriptor } from '../content/manifest';
import { isImageType } from '../content/media-types';
import { getManifest, headManifest, putManifest } from '../client/manifests';
import type { Registry } from '../client/registry';
import { formatReference, type DigestReference, type Repository } from '../reference/reference';
import { copyBlob } from './copy-blob';
import type { BlobOutcome, Ledger } from './copy-receipt';

/** A copy under way. The maps hold digest → its copy, so that what several manifests share is copied once. */
export interface Copying {
  readonly registry: Registry;
  readonly from: Repository;
  readonly to: Repository;
  /** Runs so many at once; the others wait. */
  readonly limit: <T>(run: () => Promise<T>) => Promise<T>;
  readonly ledger: Ledger;
  readonly blobs: Map<string, Promise<BlobOutcome>>;
  readonly trees: Map<string, Promise<readonly string[]>>;
}

/** Indexes within indexes, referrers of referrers: deeper than any real image. */
export const MAX_DEPTH = 6;

export const at = ({ host, repository }: Repository, digest: string): DigestReference => ({
  host,
  repository,
  digest,
});

export function tooDeep(reference: DigestReference): ProblemError {
  const what = `indexes and attachments are nested deeper than ${MAX_DEPTH}`;
  return new ProblemError({
    code: 'manifest-invalid',
    where: formatReference(reference),
    what,
    fix: 'push a flat image',
  });
}

/** Waits for all even when one fails: nothing goes on in the background after a copy has thrown. */
export async function all<T>(copies: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(copies);
  return Promise.all(copies);
}

function once<T>(copies: Map<string, Promise<T>>, digest: string, copy: () => Promise<T>): Promise<T> {
  const known = copies.get(digest);
  if (known) return known;
  const begun = copy();
  copies.set(digest, begun);
  return begun;
}

const ensureBlob = (
  { registry, from, to, limit, ledger, blobs }: Copying,
  blob: Descriptor,
): Promise<BlobOutcome> =>
  once(blobs, blob.digest, async () => {
    const outcome = await limit(() => copyBlob(registry, from, to, blob));
    ledger.blobs[outcome] += 1;
    return outcome;
  });

async function copyMissing(
  copying: Copying,
  digest: string,
  isPresent: boolean,
  depth: number,
): Promise<string[]> {
  const { registry, from, to, limit } = copying;
  const stored = await limit(() => getManifest(registry, at(from, digest)));
  const { content } = stored;
  const children = content.kind === 'index' ? content.index.manifests : [];
  const blobs = content.kind === 'image' ? [content.manifest.config, ...content.manifest.layers] : [];
  const trees = await all(children.map((child) => copyTree(copying, child.digest, depth + 1)));
  await all(blobs.map((blob) => ensureBlob(copying, blob)));
  if (!isPresent)
    await limit(() => putManifest(registry, to, { mediaType: stored.mediaType, bytes: stored.bytes }));
  return [digest, ...trees.flat()];
}

/**
 * Copies a manifest after everything that it refers to, so that the target never holds a dangling one; returns the
 * digests of all manifests in it. Waiting for a child cannot deadlock: digests are verified, so there are no cycles.
 */
export function copyTree(copying: Copying, digest: string, depth: number): Promise<readonly string[]> {
  if (depth > MAX_DEPTH) return Promise.reject(tooDeep(at(copying.from, digest)));
  return once(copying.trees, digest, async () => {
    const { registry, to, limit, ledger } = copying;
    const present = await limit(() => headManifest(registry, at(to, digest)));
    const isWhole = present !== undefined && isImageType(present.mediaType);
    const tree = isWhole ? [digest] : await copyMissing(copying, digest, present !== undefined, depth);
    ledger.manifests[present ? 'present' : 'copied'] += 1;
    return tree;
  });
}
