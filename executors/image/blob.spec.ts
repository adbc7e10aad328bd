import { randomBytes } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from '@org/ci-oci';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import { damagedBlobs, forgetBlobs, openBlob } from './blob';
import { blobPath, type LayoutNode } from './layout';

const bytes = randomBytes(3_500_000);
const digest = digestOf(bytes);
let layout: string;
beforeEach(async () => {
  layout = await writeFolder({ 'blobs/sha256/other': '' });
  await writeFile(blobPath(layout, digest), bytes);
});
afterEach(() => rm(layout, { recursive: true }));

/** What a registry would have got. */
async function read(): Promise<{ bytes: Buffer; error: unknown }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of openBlob(layout, digest)()) chunks.push(chunk);
    return { bytes: Buffer.concat(chunks), error: undefined };
  } catch (error) {
    return { bytes: Buffer.concat(chunks), error };
  }
}

describe('openBlob', () => {
  it('gives the bytes', async () => {
    expect((await read()).bytes.equals(bytes)).toBe(true);
  });

  it('never gives damaged bytes whole, and says which file it is', async () => {
    const damaged = Buffer.from(bytes);
    damaged[bytes.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await writeFile(blobPath(layout, digest), damaged);
    const { bytes: given, error } = await read();
    expect(error).toMatchObject({ problems: [{ code: 'blob-damaged', where: blobPath(layout, digest) }] });
    expect(given.length).toBeLessThan(bytes.length);
  });
});

it('what is damaged is found, and forgotten', async () => {
  const node: LayoutNode = { digest, mediaType: '', bytes: Buffer.alloc(0), blobs: [], children: [] };
  expect(await damagedBlobs(layout, node)).toEqual([]);
  await writeFile(blobPath(layout, digest), Buffer.alloc(bytes.length));
  expect(await damagedBlobs(layout, node)).toEqual([digest]);
  await forgetBlobs(layout, [digest]);
  expect(await readdir(path.join(layout, 'blobs/sha256'))).toEqual(['other']);
});
