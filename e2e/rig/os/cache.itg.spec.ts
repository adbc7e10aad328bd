import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { cached } from './cache.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-cache-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

it('makes a recipe once, also when asked twice at the same time', async () => {
  let made = 0;
  const make = async (draft: string) => {
    made += 1;
    await writeFile(join(draft, 'x'), 'content');
  };
  const [a, b] = await Promise.all([cached('once', 1, make), cached('once', 1, make)]);
  expect([a === b, made, await readFile(join(a, 'x'), 'utf8')]).toEqual([true, 1, 'content']);
});

it('keeps nothing of a recipe that failed, and makes another one anew', async () => {
  await expect(cached('fails', 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect((await readdir(join(folder, 'org-ci'))).filter((name) => name.startsWith('fails'))).toEqual([]);
  await cached('fails', 2, (draft) => writeFile(join(draft, 'x'), ''));
  expect((await readdir(join(folder, 'org-ci'))).filter((name) => name.startsWith('fails'))).toHaveLength(1);
});

it('removes the draft of a run that was killed', async () => {
  const abandoned = join(folder, 'org-ci/other-0123.draft-999999999');
  await mkdir(abandoned);
  await cached('sweeps', 1, () => Promise.resolve());
  expect(await readdir(join(folder, 'org-ci'))).not.toContain('other-0123.draft-999999999');
});
