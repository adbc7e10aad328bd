import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isIgnored, readIgnores, type Ignores } from './git-ignore';

/** Never a part of a context, and too large to look into. */
const skipped = new Set(['node_modules', '.git', '.nx']);

const isFile = (entry: Dirent): boolean => entry.isFile() || entry.isSymbolicLink();

async function list(root: string, folder: string, outer: Ignores): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const ignores = await readIgnores(root, folder, entries, outer);
  const found = await Promise.all(
    entries
      .filter(({ name }) => !skipped.has(name))
      .map(async (entry) => {
        const inner = path.posix.join(folder, entry.name);
        if (isIgnored(ignores, inner, entry.isDirectory())) return [];
        if (entry.isDirectory()) return list(root, inner, ignores);
        return isFile(entry) ? [inner] : [];
      }),
  );
  return found.flat();
}

/**
 * Every file and symbolic link below a folder, POSIX, from the root, without those that git or Nx ignore: Nx does not
 * hash them, another machine may not have them, and they may be secret.
 */
export async function listFiles(root: string, folder: string): Promise<string[]> {
  let ignores: Ignores = [];
  const parts = folder.split('/');
  for (let depth = 0; depth < parts.length; depth += 1) {
    const above = parts.slice(0, depth).join('/');
    const entries = await readdir(path.join(root, above), { withFileTypes: true });
    ignores = await readIgnores(root, above, entries, ignores);
  }
  return list(root, folder, ignores);
}

/** Files of the root itself. */
export async function listTopFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
