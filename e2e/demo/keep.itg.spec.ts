import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sandboxAt } from '../world/sandbox.js';
import { moveTo, refuseTaken, writeEnvironment } from './keep.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-keep-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('takes a folder that is empty or not there, and no other', async () => {
  await refuseTaken(join(folder, 'new'));
  await refuseTaken(folder);
  await writeFile(join(folder, 'mine'), '');
  await expect(refuseTaken(folder)).rejects.toThrow('DEMO_FOLDER_TAKEN');
});

it('leaves a file by which a shell finds what is running, and which git does not see', async () => {
  await mkdir(join(folder, 'made'));
  await execa('git', ['init', '--quiet'], { cwd: join(folder, 'made') });
  const env = { DOCKER_HOST: 'unix:///x/docker.sock', PATH: `/programs:${process.env.PATH}` };
  const kept = await moveTo(sandboxAt(join(folder, 'made'), env), join(folder, 'deep/kept'));
  await writeEnvironment(kept);
  expect(
    (await kept.run('git', ['status', '--porcelain'], { env: { PATH: process.env.PATH ?? '' } })).output,
  ).toBe('');
  const { stdout } = await execa('sh', ['-c', '. ./env.sh; echo "$DOCKER_HOST ${PATH%%:*}"'], {
    cwd: kept.root,
  });
  expect(stdout).toBe('unix:///x/docker.sock /programs');
  expect(await readFile(join(kept.root, 'env.sh'), 'utf8')).toContain('. ./env.sh');
});
