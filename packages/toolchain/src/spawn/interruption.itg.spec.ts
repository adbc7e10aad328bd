import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askCredentialHelper } from '../credential/get';
import { askGit } from '../git/ask';
import { gitHead } from '../git/commands';
import { runCommand } from './run';

const helper = 'docker-credential-slow';
let folder: string;

/** Programs that say that they have begun, and wait for somebody. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'org-ci-'));
  for (const name of ['git', helper]) {
    await writeFile(path.join(folder, name), '#!/bin/sh\necho begun\nexec sleep 20\n');
    await chmod(path.join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', `${folder}:${process.env.PATH ?? ''}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const aborted = { problems: [{ code: 'tool-aborted' }] };

it.each([
  [
    'git',
    (run: typeof runCommand, signal: AbortSignal) =>
      askGit({ run, signal }, { ...gitHead(folder), cwd: folder }),
  ],
  [
    'a credential helper',
    (run: typeof runCommand, signal: AbortSignal) =>
      askCredentialHelper(run, signal)(helper, 'r.example.com'),
  ],
])(
  '%s that waits for somebody ends with the run',
  async (_, ask) => {
    const controller = new AbortController();
    const run: typeof runCommand = (command, options) =>
      runCommand(command, {
        ...options,
        onLine: () => {
          controller.abort();
        },
      });
    await expect(ask(run, controller.signal)).rejects.toMatchObject(aborted);
  },
  10_000,
);
