import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sandboxAt } from '../world/sandbox.js';
import { withUv } from '../world/uv.js';
import { moveTo, writeEnvironment } from './keep.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-keep-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

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

it('has uv on the search path of that shell', async () => {
  await mkdir(join(folder, 'made'));
  const env = await withUv({ PATH: process.env.PATH ?? '' });
  const kept = await moveTo(sandboxAt(join(folder, 'made'), env), join(folder, 'kept'));
  await writeEnvironment(kept);
  const { stdout } = await execa('sh', ['-c', '. ./env.sh; uv --version; echo "$UV_PYTHON_DOWNLOADS"'], {
    cwd: kept.root,
  });
  expect(stdout).toMatch(/^uv \d+\.\d+\.\d+ .*\nnever$/);
});
