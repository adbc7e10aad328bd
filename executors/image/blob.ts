import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { ProblemError } from '@org/ci-core';
import { blobPath, digestsOf, type LayoutNode } from './layout';

/** The bytes of a layout's file are not those of its name: a disk, or somebody, changed them. */
export class DamagedBlob extends ProblemError {
  constructor(file: string, digest: string) {
    const what = `its content is not ${digest}`;
    super({ code: 'blob-damaged', where: file, what, fix: 'run image again; if it stays, look at the disk' });
    this.name = 'DamagedBlob';
  }
}

/**
 * A blob's bytes, hashed on the way. The last chunk is kept back until the digest is known to be right: damaged bytes
 * are never sent whole. Code: blob-damaged.
 */
async function* verified(file: string, digest: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let held: Uint8Array | undefined;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    if (held) yield held;
    held = chunk as Uint8Array;
    hash.update(held);
  }
  if (`sha256:${hash.digest('hex')}` !== digest) throw new DamagedBlob(file, digest);
  if (held) yield held;
}

/** A blob's bytes, anew at every call. */
export const openBlob = (layout: string, digest: string) => (): AsyncIterable<Uint8Array> =>
  verified(blobPath(layout, digest), digest);

async function isWhole(layout: string, digest: string): Promise<boolean> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(blobPath(layout, digest))) hash.update(chunk as Uint8Array);
  return `sha256:${hash.digest('hex')}` === digest;
}

/** Digests of an image's blobs that are damaged: the time of reading them all. */
export async function damagedBlobs(layout: string, node: LayoutNode): Promise<string[]> {
  const damaged: string[] = [];
  for (const digest of new Set(digestsOf(node))) if (!(await isWhole(layout, digest))) damaged.push(digest);
  return damaged;
}

/** Code: blob-damaged. */
export async function demandWhole(layout: string, node: LayoutNode): Promise<void> {
  const [digest] = await damagedBlobs(layout, node);
  if (digest !== undefined) throw new DamagedBlob(blobPath(layout, digest), digest);
}

/** Makes a layout lack these blobs: the next build sends them again, and nothing else. */
export async function forgetBlobs(layout: string, digests: readonly string[]): Promise<void> {
  for (const digest of digests) await rm(blobPath(layout, digest), { force: true });
}
