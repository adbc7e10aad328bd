import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { secretSetsOf, type PinLock, type Runtime } from '@org/ci-core';
import type { Setting } from './containers';
import type { SmokeOptions } from './options';
import type { Task } from '../frame/task';

type SmokeTask = Task<SmokeOptions>;

/** Files that the containers are given, as they lie below one folder of this machine. */
export type Given = Pick<Setting, 'secrets' | 'configuration'>;

/** Where everything will be: nothing is written yet. */
export function planGiven({ service, stack }: SmokeTask, folder: string): Given {
  const runtime: Runtime = stack.runtime(service);
  const files = secretSetsOf(service, runtime).flatMap(({ name, folder: target, files: names }) =>
    names.map((file) => [`${target}/${file}`, path.join(folder, name, file)] as const),
  );
  const target = stack.configurationFiles ? runtime.configuration?.folder : undefined;
  return {
    secrets: Object.fromEntries(files),
    configuration: target === undefined ? undefined : { source: path.join(folder, 'configuration'), target },
  };
}

/** Folder of a dry run, which writes nothing. */
export const exampleFolder = (): string => path.join(tmpdir(), 'org-ci-smoke');

/** Folder of a run: only we may read it; the files in it are read by the containers' users. */
export const makeFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'org-ci-smoke-'));

/** Writes random secrets, and the configuration that the service has in development. */
export async function writeGiven(task: SmokeTask, given: Given, pins: PinLock): Promise<void> {
  for (const file of Object.values(given.secrets)) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o444 });
  }
  if (!given.configuration) return;
  await mkdir(given.configuration.source, { recursive: true });
  const files = task.stack.configurationFiles?.({ ...task, pins }, undefined) ?? {};
  for (const [name, text] of Object.entries(files))
    await writeFile(path.join(given.configuration.source, name), text, { mode: 0o444 });
}
