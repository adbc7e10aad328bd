import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { standardFiles } from './read-extension';

type Loaded = Pick<NodeJS.Module, 'filename' | 'children'>;

/** Whether a file lies in a folder, and in no package that is installed below it. */
function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return !path.startsWith('..') && !path.split(sep).includes('node_modules');
}

/** Modules of the workspace itself that a module loaded, itself among them; of an installed one, those of its own folder. */
export function ownModules(root: string, start: Loaded, seen = new Set<string>()): Set<string> {
  const own = isWithin(root, start.filename) ? root : dirname(start.filename);
  const visit = (module: Loaded): void => {
    if (!isWithin(own, module.filename) || seen.has(module.filename)) return;
    seen.add(module.filename);
    module.children.forEach(visit);
  };
  visit(start);
  return seen;
}

/** Files beside the modules that decide what a standard is. */
const dataOf = (module: string): string[] =>
  ['package.json', ...standardFiles].map((name) => join(dirname(module), name));

/** When each file was changed, in ms; as text, so that it can be compared. */
const stampOf = (files: readonly string[]): string =>
  files.map((file) => `${file}:${existsSync(file) ? statSync(file).mtimeMs : 0}`).join('\n');

const stamps = new Map<string, { readonly files: readonly string[]; readonly stamp: string }>();

/**
 * Loads a module, anew after its files changed: Nx's daemon lives on while a standard is edited in the workspace, or
 * another version of it is installed.
 * @param root real path of the workspace
 * @param file absolute path of the module
 */
export function requireFresh(require: NodeJS.Require, root: string, file: string): unknown {
  const known = stamps.get(file);
  if (known !== undefined && known.stamp !== stampOf(known.files))
    for (const one of known.files) Reflect.deleteProperty(require.cache, one);
  const isLoaded = require.cache[file] !== undefined;
  const exported: unknown = require(file);
  const module = require.cache[file];
  if (!isLoaded && module !== undefined) {
    const modules = [...ownModules(root, module)];
    const files = [...new Set(modules.flatMap((one) => [one, ...dataOf(one)]))].sort();
    stamps.set(file, { files, stamp: stampOf(files) });
  }
  return exported;
}
