import { execa } from 'execa';
import { join } from 'node:path';
import { cached } from '../rig/os/cache.js';

/** The newest line of pnpm that runs on Node 20. */
const version = '10.34.9';

/** Folder with a `pnpm` for PATH, from the package registry; nothing is installed into the system. */
export async function pnpmFolder(): Promise<string> {
  const folder = await cached('pnpm', { version }, async (draft) => {
    const args = ['install', '--global', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', draft];
    await execa('npm', [...args, `pnpm@${version}`]);
  });
  return join(folder, 'bin');
}

/**
 * Environment in which pnpm is found. What it knows about packages goes to a cache of the test's own: pnpm never asks
 * again for an exact version, and ours is published anew with every run.
 */
export async function withPnpm(
  env: Readonly<Record<string, string>>,
  cache: string,
): Promise<Record<string, string>> {
  const path = `${await pnpmFolder()}:${env.PATH ?? process.env.PATH ?? ''}`;
  return { ...env, PATH: path, npm_config_cache_dir: cache };
}
