import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StandardData } from '@org/ci-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Command } from '../spawn/command';
import { recordRuns } from '../spawn/recorder';
import { planCompile, toolFolder } from './compile';
import { lockWithPip, pipToolsOf } from './lock';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'org-ci-pip-'));
  await mkdir(path.join(root, 'apps/orders'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

const inputs = { production: ['django>=5'], development: ['pytest'], libraries: ['libs/money'] };
const locking = () => ({ root, folder: 'apps/orders', inputs, again: 'npx nx run orders:lock' });
const python = ({ tool, args }: Command) =>
  tool === 'python3' && args[0] === '-c' ? { stdout: '3.13\n' } : {};
const words = ({ tool, args }: Command): string => [path.basename(tool), ...args].join(' ');

it('every file gets its hash, and no index is written down', () => {
  const commands = planCompile('/tool', { ...locking(), upgrade: ['django'] });
  expect(commands.map(({ input }) => input)).toEqual(['django>=5\n', 'django>=5\npytest\n']);
  for (const { args, env, cwd } of commands) {
    expect(args).toEqual(
      expect.arrayContaining(['--generate-hashes', '--no-emit-index-url', '--no-emit-find-links']),
    );
    expect(args).toContain('--upgrade-package=django');
    expect([env?.CUSTOM_COMPILE_COMMAND, cwd]).toEqual([
      'npx nx run orders:lock',
      path.join(root, 'apps/orders'),
    ]);
  }
  expect(commands[1]?.args).toContain('--constraint=requirements.txt');
  expect(planCompile('/tool', { ...locking(), upgrade: true })[0]?.args).toContain('--upgrade');
});

it('pip-tools is brought along once, at the pinned version, for the Python that is there', async () => {
  const recorder = recordRuns(python);
  await lockWithPip(locking(), '7.6.2', recorder.run);
  expect(recorder.commands.map(words).slice(1, 3)).toEqual([
    `python3 -m venv --clear ${toolFolder(root, '7.6.2', '3.13')}`,
    'python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2',
  ]);
  expect(await readFile(path.join(root, 'apps/orders/requirements-libraries.txt'), 'utf8')).toMatch(
    /^# .*npx nx run orders:lock\n\.\/libs\/money\n$/,
  );
  const tool = path.join(toolFolder(root, '7.6.2', '3.13'), 'bin');
  await mkdir(tool, { recursive: true });
  await writeFile(path.join(tool, 'pip-compile'), '');
  const again = recordRuns(python);
  await lockWithPip(locking(), '7.6.2', again.run);
  expect(again.commands.map(({ tool: name }) => path.basename(name))).toEqual([
    'python3',
    'pip-compile',
    'pip-compile',
  ]);
});

it('a tool that cannot be had leaves nothing behind that would be taken for it', async () => {
  const recorder = recordRuns((command) =>
    words(command).includes('install') ? { exitCode: 1, stderr: 'no index' } : python(command),
  );
  await mkdir(toolFolder(root, '7.6.2', '3.13'), { recursive: true });
  await expect(lockWithPip(locking(), '7.6.2', recorder.run)).rejects.toThrow('no index');
  expect(existsSync(toolFolder(root, '7.6.2', '3.13'))).toBe(false);
});

it('a standard that pins no pip-tools is told so', () => {
  const standard = { name: '@acme/standard', pins: { tools: {} } } as unknown as StandardData;
  expect(() => pipToolsOf(standard)).toThrow('pin-missing');
});
