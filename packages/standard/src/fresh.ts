import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { standardFiles } from './read-extension';

type Loaded = Pick<NodeJS.Module, 'filename' | 'children'>;

/** Modules of the workspace itself that a module loaded, itself among them; what is installed does not change. */
export function ownModules(root: string, start: Loaded, seen = new Set<string>()): Set<string> {
  const path = relative(root, start.filename);
  const isOwn = !path.startsWith('..') && !path.split(sep).includes('node_modules');
  if (!isOwn || seen.has(start.filename)) return seen;
  seen.add(start.filename);
  for (const child of start.children) ownModules(root, child, seen);
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
 * Loads a module. One that lies in the workspace (a standard that is written there and linked) is loaded anew after an
 * edit of its files: Nx's daemon lives on, and whoever edits a standard wants to see what it does.
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
