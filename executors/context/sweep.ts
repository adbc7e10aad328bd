import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Files that stay, and the folders that hold them. */
interface Kept {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** A folder that is known already has its parents known too: the work grows with the number of files. */
function keptOf(files: readonly string[]): Kept {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = path.posix.dirname(file); !folders.has(folder); folder = path.posix.dirname(folder))
      folders.add(folder);
  return { files: new Set(files), folders };
}

async function sweepInner(folder: string, kept: Kept, inner: string): Promise<void> {
  const entries = await readdir(path.join(folder, inner), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const name = path.posix.join(inner, entry.name);
    if (entry.isDirectory() && kept.folders.has(name)) await sweepInner(folder, kept, name);
    else if (entry.isDirectory() || !kept.files.has(name))
      await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Removes from a folder what is none of these files (POSIX, within it), also a folder in the place of a file. */
export const sweep = (folder: string, files: readonly string[]): Promise<void> =>
  sweepInner(folder, keptOf(files), '');
