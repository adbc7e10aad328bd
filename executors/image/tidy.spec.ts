import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import { tidy } from './tidy';

describe('tidy', () => {
  let folder: string;
  afterEach(() => rm(folder, { recursive: true }));

  it('removes what killed runs left, once it is old', async () => {
    const left = [`draft-${randomUUID()}`, `metadata-${randomUUID()}.json`, `image-${randomUUID()}.tar`];
    left.push(`.pushed.json.${randomUUID()}`, `.Dockerfile.${randomUUID()}`);
    folder = await writeFolder(
      Object.fromEntries([...left, 'Dockerfile', 'pushed.json', 'image-map.json'].map((name) => [name, ''])),
    );
    await tidy(folder, Date.now() + 60_000);
    expect(await readdir(folder)).toHaveLength(8);
    await tidy(folder, Date.now() + 3_700_000);
    expect((await readdir(folder)).sort()).toEqual(['Dockerfile', 'image-map.json', 'pushed.json']);
    await tidy('/no/such/folder', Date.now());
  });

  it('removes half transfers, once they are old', async () => {
    const ingest = 'layout/ingest';
    folder = await writeFolder({ [`${ingest}/${'a'.repeat(64)}/data`]: '', [`${ingest}/other/data`]: '' });
    await tidy(folder, Date.now() + 60_000);
    expect(await readdir(path.join(folder, ingest))).toHaveLength(2);
    await tidy(folder, Date.now() + 3_700_000);
    expect(await readdir(path.join(folder, ingest))).toEqual(['other']);
  });
});
