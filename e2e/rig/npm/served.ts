import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exec } from '../os/exec.js';

/** How the package registry of a state folder was last started. */
export interface Served {
  /** On loopback. */
  readonly port: number;
  /** Where packages that are not ours come from. */
  readonly upstream: string;
}

export const registryUrl = (port: number): string => `http://127.0.0.1:${port}/`;

const recordFile = (state: string): string => join(state, 'npm-served.json');

export async function readServed(state: string): Promise<Served | undefined> {
  const text = await readFile(recordFile(state), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Served);
}

export async function writeServed(state: string, served: Served): Promise<void> {
  await writeFile(recordFile(state), `${JSON.stringify(served)}\n`);
}

/** npm's registry; where that is this very one, as in a shell with a kept demo's env.sh, the one behind it. */
export async function upstreamOf(root: string, served: Served | undefined): Promise<string> {
  const set = (await exec('npm', ['config', 'get', 'registry', '--workspaces=false'], { cwd: root })).trim();
  return served && set === registryUrl(served.port) ? served.upstream : set;
}
