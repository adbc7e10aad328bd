import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pythonEnvironment } from '../judges/python.js';
import { cached } from '../rig/os/cache.js';

/** Folder with `uv` and `uvx` and nothing else, from the package registry: for PATH. */
export async function uvFolder(): Promise<string> {
  const environment = await pythonEnvironment('uv');
  return cached('uv', { environment }, async (draft) => {
    for (const name of ['uv', 'uvx']) await symlink(join(environment, 'bin', name), join(draft, name));
  });
}

/** Environment in which uv is found, asks the machine's index and trusts what the machine trusts, and takes the machine's Python. */
export async function withUv(env: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { PIP_INDEX_URL: index, UV_DEFAULT_INDEX: chosen = index } = process.env;
  return {
    ...env,
    PATH: `${await uvFolder()}:${env.PATH ?? process.env.PATH ?? ''}`,
    UV_PYTHON_DOWNLOADS: 'never',
    UV_SYSTEM_CERTS: 'true',
    ...(chosen ? { UV_DEFAULT_INDEX: chosen } : {}),
  };
}
