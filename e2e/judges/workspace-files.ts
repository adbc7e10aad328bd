import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

const skipped = new Set(['node_modules', '.git', 'dist', '.nx', 'coverage']);

/** Every file of a workspace, POSIX paths from its root, sorted; without what is installed or built. */
export async function workspaceFiles(root: string, folder = root): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !skipped.has(name))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? workspaceFiles(root, path) : Promise.resolve([relative(root, path)]);
      }),
  );
  return nested.flat().sort();
}
