import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { alone } from './alone.js';

it('one at a time, also after one that failed, and no lock is left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'org-ci-alone-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  let [inside, most] = [0, 0];
  const work = async (n: number): Promise<number> => {
    most = Math.max(most, ++inside);
    await sleep(20);
    inside -= 1;
    if (n === 1) throw new Error('failed');
    return n;
  };
  const all = await Promise.allSettled([0, 1, 2].map((n) => alone(join(folder, 'lock'), () => work(n))));
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});
