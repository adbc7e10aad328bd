import pLimit from 'p-limit';
import type { Registry } from '../client/registry';
import type { DigestReference, Repository } from '../reference/reference';
import { listReferrers } from '../referrers/list';
import { registerReferrers } from '../referrers/register';
import { closeLedger, openLedger, type CopyReceipt } from './copy-receipt';
import { all, at, copyTree, MAX_DEPTH, tooDeep, type Copying } from './copy-tree';

export interface CopyOptions {
  /** Blobs and manifests under way at the same time; 4 unless told. */
  readonly concurrency?: number;
  /** Copy what is attached, too; true unless told. */
  readonly referrers?: boolean;
}

/** `seen` instead of waiting: a list of referrers is only somebody's word, and may go in circles. */
async function copyReferrers(
  copying: Copying,
  digest: string,
  depth: number,
  seen: Set<string>,
): Promise<void> {
  if (seen.has(digest)) return;
  seen.add(digest);
  const { registry, from, to, limit, ledger } = copying;
  const { descriptors } = await limit(() => listReferrers(registry, at(from, digest)));
  if (descriptors.length === 0) return;
  if (depth >= MAX_DEPTH) throw tooDeep(at(from, digest));
  const trees = await all(descriptors.map((each) => copyTree(copying, each.digest, depth + 1)));
  await limit(() => registerReferrers(registry, at(to, digest), descriptors));
  for (const each of descriptors) ledger.referrers.add(each.digest);
  await all(trees.flat().map((each) => copyReferrers(copying, each, depth + 1, seen)));
}

/**
 * Copies an image with all that it refers to and all that is attached to it, byte for byte: the digest at the target
 * is the digest at the source, or `digest-mismatch` is thrown. Blobs go before manifests and no tag is touched, so
 * whatever fails, the target names nothing incomplete. What is there is not sent again: a second copy does nothing.
 */
export async function copyImage(
  registry: Registry,
  source: DigestReference,
  target: Repository,
  { concurrency = 4, referrers = true }: CopyOptions = {},
): Promise<CopyReceipt> {
  const ledger = openLedger();
  const limit = pLimit(concurrency);
  const copying: Copying = {
    registry,
    from: source,
    to: target,
    limit,
    ledger,
    blobs: new Map(),
    trees: new Map(),
  };
  const tree = await copyTree(copying, source.digest, 0);
  const seen = new Set<string>();
  if (referrers) await all(tree.map((digest) => copyReferrers(copying, digest, 0, seen)));
  return closeLedger(source.digest, ledger);
}
