import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import { sweep } from './sweep';

let root = '';
afterEach(() => rm(root, { recursive: true }));

/** Time of this process alone: others may be busy. */
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  return process.cpuUsage(start).user;
};

describe('sweep', () => {
  it('leaves exactly the files', async () => {
    root = await writeFolder({ 'a/b/c': '', 'a/b/d': '', 'a/x/y': '', e: '', 'f/g': '' });
    await sweep(root, ['a/b/c', 'f', 'new/file']);
    expect((await readdir(root, { recursive: true })).sort()).toEqual(['a', 'a/b', 'a/b/c']);
  });

  it('takes the time of looking at the folders, whatever the number of files is', async () => {
    root = await writeFolder({});
    const folders = Array.from({ length: 2000 }, (_, index) => `d${index % 40}/e${index}`);
    for (const folder of folders) await mkdir(path.join(root, folder), { recursive: true });
    const files = folders.flatMap((folder) =>
      Array.from({ length: 100 }, (_, index) => `${folder}/f${index}`),
    );
    const looking = await timed(async () => {
      for (const folder of folders) await readdir(path.join(root, folder));
    });
    const sweeping = await timed(() => sweep(root, files));
    expect(sweeping / looking).toBeLessThan(20);
    expect(await readdir(root)).toHaveLength(40);
  });
});
