import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { ownModules } from '@org/ci-standard';

/** Folder of a module's package, POSIX, from the root. */
function packageFolder(root: string, file: string): string {
  let folder = dirname(file);
  while (folder !== root && !existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return relative(root, folder).split(sep).join('/');
}

/**
 * Folders of the workspace that a package which is linked from the workspace itself consists of: its own, and those of
 * the workspace packages that it uses. None where it is installed: then Nx hashes its version. It must be loaded.
 */
export function linkedFolders(root: string, name: string): string[] {
  const require = createRequire(join(root, 'package.json'));
  const file = require.resolve(name);
  const modules = ownModules(root, require.cache[file] ?? { filename: file, children: [] });
  return [...new Set([...modules].map((one) => packageFolder(root, one)))].sort();
}
