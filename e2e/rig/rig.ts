import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A running rig. Kept as `rig.json` in its state folder. */
export interface Rig {
  /** `started`: our own engine; `found`: the machine's. */
  readonly engine: 'started' | 'found';
  /** What a program needs to reach the engine, PATH included. */
  readonly env: Readonly<Record<string, string>>;
  /** `127.0.0.1:PORT` of the loopback registry. */
  readonly registry: string;
  /** What `mirrors` of a ci.yaml takes; empty where the real registries are used. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** References of the stand-in base images in the registry, as Dockerfiles write them; empty where the real ones are used. */
  readonly bases: readonly string[];
  /** Folder of the unpacked engine, where it is our own. */
  readonly programs?: string;
  readonly ports: Ports;
}

export interface Ports {
  readonly registry: number;
  readonly hostMap: number;
}

const file = (state: string) => join(state, 'rig.json');

/** What the last `up` in this folder left, running or not. */
export async function readRig(state: string): Promise<Rig | undefined> {
  const text = await readFile(file(state), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const rig = JSON.parse(text) as Rig;
  return { ...rig, env: { ...rig.env, PATH: searchPath(rig.programs) } };
}

export async function writeRig(state: string, rig: Rig): Promise<void> {
  await mkdir(state, { recursive: true });
  await writeFile(`${file(state)}.new`, `${JSON.stringify(rig, null, 2)}\n`);
  await rename(`${file(state)}.new`, file(state));
}

/** This process's search path, with the unpacked client first. */
export function searchPath(programs: string | undefined, path = process.env.PATH ?? ''): string {
  return programs ? `${join(programs, 'usr/bin')}:${path}` : path;
}

/** Lines for `eval` in a POSIX shell, which keeps its own search path behind the client's. */
export function formatExports({ env, programs }: Pick<Rig, 'env' | 'programs'>): string {
  const path = programs ? `export PATH='${join(programs, 'usr/bin')}':"$PATH"\n` : '';
  return Object.entries(env)
    .filter(([name]) => name !== 'PATH')
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`)
    .concat(path)
    .join('');
}
