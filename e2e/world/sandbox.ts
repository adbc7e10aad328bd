import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyWorkspace } from './copy.js';
import { runLimited, type Ran } from './limited.js';
import { withUv } from './uv.js';
import type { World } from './world.js';

export type { Ran } from './limited.js';

/** A folder outside the repository in which a test works as a user would. */
export interface Sandbox {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs to the end; the exit code is for the test to judge. */
  run(
    file: string,
    args: readonly string[],
    options?: { cwd?: string; env?: Record<string, string> },
  ): Promise<Ran>;
  nx(args: readonly string[], options?: { env?: Record<string, string> }): Promise<Ran>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Copy with the same content; node_modules as hard links. */
  clone(name: string): Promise<Sandbox>;
  remove(): Promise<void>;
}

/** A sandbox on a folder that is there already. */
export function sandboxAt(root: string, env: Readonly<Record<string, string>>): Sandbox {
  const run: Sandbox['run'] = async (file, args, options = {}) => {
    const cwd = options.cwd ? join(root, options.cwd) : root;
    return runLimited(file, args, { cwd, env: { ...env, ...options.env } });
  };
  const read: Sandbox['read'] = (path) => readFile(join(root, path), 'utf8');
  const write: Sandbox['write'] = async (path, text) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  return {
    root,
    env,
    run,
    nx: (args, options) => run(join(root, 'node_modules/.bin/nx'), args, options),
    read,
    write,
    edit: async (path, change) => {
      await write(path, change(await read(path)));
    },
    clone: async (name) => {
      const copy = join(dirname(root), name);
      await copyWorkspace(root, copy);
      return sandboxAt(copy, env);
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A new, empty sandbox under the system's temporary folder. What services need besides Node is on its PATH: uv. */
export async function createSandbox(world: Pick<World, 'env'>, name: string): Promise<Sandbox> {
  const parent = await mkdtemp(join(tmpdir(), 'org-ci-e2e-'));
  await mkdir(join(parent, name));
  return sandboxAt(join(parent, name), await withUv(world.env));
}
