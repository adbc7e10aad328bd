import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';

// A clone in which nothing was ever installed, and nothing can be: it has not even a lock file.
let clone: string;
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'org-ci-bootstrap-'));
  await mkdir(join(clone, 'e2e'));
  for (const file of ['bootstrap.mjs', 'usage.mjs'])
    await cp(new URL(file, import.meta.url), join(clone, 'e2e', file));
});
afterAll(() => rm(clone, { recursive: true, force: true }));

const bootstrap = (...args: string[]) =>
  execa(process.execPath, [join(clone, 'e2e/bootstrap.mjs'), ...args], { reject: false });

it.each([
  ['demo', '--keep DIR'],
  ['test', '--only'],
  ['bench', '--rounds N'],
])('%s --help answers before anything is installed', async (command, option) => {
  expect(await bootstrap(command, '--help')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(option) as string,
  });
});

it('names the commands where another is asked for', async () => {
  expect(await bootstrap('dmeo')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('demo|test|bench') as string,
  });
});
