import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folders = new Map<string, string>();

function find(start: string): string {
  let folder = start;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${start}`);
    folder = parent;
  }
  return folder;
}

/**
 * Root of the package that a module belongs to. Template files stay beside their sources and are not compiled, so a
 * module in `dist/` finds them through the package's root.
 * @param start the module's `__dirname`
 */
export function packageFolder(start: string): string {
  const known = folders.get(start) ?? find(start);
  folders.set(start, known);
  return known;
}
