import { execa } from 'execa';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Counts what reaches the engine: a `docker` before the real one on PATH that writes down its arguments. */
export interface EngineCalls {
  readonly env: Readonly<Record<string, string>>;
  /** One line per call since the last reset. */
  lines(): Promise<string[]>;
  reset(): Promise<void>;
}

export async function recordEngineCalls(folder: string): Promise<EngineCalls> {
  const { stdout: real } = await execa('which', ['docker']);
  const log = join(folder, 'calls.log');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'docker'), `#!/bin/sh\nprintf '%s\\n' "$*" >>'${log}'\nexec '${real}' "$@"\n`);
  await chmod(join(folder, 'docker'), 0o755);
  await writeFile(log, '');
  return {
    env: { PATH: `${folder}:${process.env.PATH ?? ''}` },
    lines: async () => (await readFile(log, 'utf8')).split('\n').filter((line) => line !== ''),
    reset: async () => {
      await rm(log, { force: true });
      await writeFile(log, '');
    },
  };
}
