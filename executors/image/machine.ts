import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { dockerConfigPath } from '@org/ci-oci';

type Environment = Readonly<Record<string, string | undefined>>;

/** What decides the platform that is built for where none is named, as far as it can be seen without the builder. */
export interface Machine {
  readonly env: Environment;
  /** As Node.js names it. */
  readonly arch: string;
  /** Names of the builders and of the engine's context that are chosen by commands, which write that to files. */
  readonly chosen: readonly string[];
}

/** One field of a JSON file that its tool writes; empty where there is no such thing. */
async function readField(file: string, field: string): Promise<string> {
  try {
    const value = (JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>)[field];
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}

/** Of `docker buildx use --default`: one file for each engine. */
async function readDefaults(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.sort().map((name) => readFile(path.join(folder, name), 'utf8').catch(() => '')));
}

/**
 * This machine's, with what `docker buildx use` and `docker context use` have chosen (where that is written:
 * docs.docker.com/build/building/variables). What these names mean there can change, too: against that it helps to name
 * the platform in ci.yaml.
 */
export async function readMachine(env: Environment = process.env): Promise<Machine> {
  const config = dockerConfigPath(env.DOCKER_CONFIG, homedir());
  const { BUILDX_CONFIG: named = '' } = env;
  const buildx = named === '' ? path.join(path.dirname(config), 'buildx') : named;
  const chosen = await Promise.all([
    readField(path.join(buildx, 'current'), 'Name'),
    readField(config, 'currentContext'),
    readDefaults(path.join(buildx, 'defaults')),
  ]);
  return { env, arch: process.arch, chosen: chosen.flat() };
}
