import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Never a part of a context, and too large to look into. */
const skipped = new Set(['node_modules', '.git', '.nx']);

/** Every file and symbolic link below a folder, POSIX, from the root. */
export async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => !skipped.has(name))
      .map(async (entry) => {
        const inner = path.posix.join(folder, entry.name);
        if (entry.isDirectory()) return listFiles(root, inner);
        return entry.isFile() || entry.isSymbolicLink() ? [inner] : [];
      }),
  );
  return found.flat();
}

/** Files of the root itself. */
export async function listTopFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
