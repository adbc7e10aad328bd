import { parse } from 'yaml';
import { isCovered } from './glob';

/** Text of a file by its path from the workspace's root (POSIX); undefined where there is none. */
export type ReadText = (path: string) => string | undefined;

interface Manifest {
  readonly name?: unknown;
  readonly nx?: { readonly name?: unknown } | null;
  readonly workspaces?: unknown;
  readonly packages?: unknown;
}

/** An object of a file, empty where the file is none: whoever owns the file says what is wrong with it. */
function readManifest(read: ReadText, path: string, parseText: (text: string) => unknown): Manifest {
  try {
    const value = parseText(read(path) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

const readJson = (read: ReadText, path: string): Manifest =>
  readManifest(read, path, (text) => JSON.parse(text) as unknown);

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Globs of package.json's workspaces, a list or npm's and yarn's `{ packages }`. */
export function workspacesOf(declared: unknown): string[] {
  const isObject = typeof declared === 'object' && declared !== null && 'packages' in declared;
  return texts(isObject ? declared.packages : declared);
}

/** As Nx has it: no order, `!` always wins, and where there is nothing else the rest is in. */
function coverageOf(globs: readonly string[]): (directory: string) => boolean {
  const left = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const taken = globs.filter((glob) => !glob.startsWith('!'));
  const all = taken.length > 0 || left.length === 0 ? taken : ['**'];
  return (directory) =>
    all.some((glob) => isCovered(glob, directory)) && !left.some((glob) => isCovered(glob, directory));
}

const folderOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');
const beside = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);

/**
 * Tells files that make their folder an Nx project by themselves: each project.json; a package.json beside one, or where
 * the workspaces globs of package.json or pnpm-workspace.yaml cover it; the root's only where it has `nx`.
 */
export function projectFiles(read: ReadText): (path: string) => boolean {
  const root = readJson(read, 'package.json');
  const pnpm = readManifest(read, 'pnpm-workspace.yaml', (text) => parse(text, { logLevel: 'error' }));
  const covers = coverageOf([...workspacesOf(root.workspaces), ...texts(pnpm.packages)]);
  return (path) => {
    const folder = folderOf(path);
    const own = beside(folder, 'project.json');
    if (path === own) return read(path) !== undefined;
    if (path !== beside(folder, 'package.json') || read(path) === undefined) return false;
    return read(own) !== undefined || (folder === '.' ? Boolean(root.nx) : covers(folder));
  };
}

/**
 * Names that Nx gives projects by project.json and package.json, each with the file that says so. `files` are all files
 * of these names (POSIX); other files do not count.
 */
export function projectNames(files: readonly string[], read: ReadText): ReadonlyMap<string, string> {
  const nameIn = (path: string): string | undefined => {
    const { name, nx } = readJson(read, path);
    const found = nx?.name ?? name;
    return typeof found === 'string' ? found : undefined;
  };
  // project.json has the last word on its folder's name
  const isOverruled = (file: string): boolean => {
    const own = beside(folderOf(file), 'project.json');
    return file !== own && nameIn(own) !== undefined;
  };
  const named = files
    .filter(projectFiles(read))
    .filter((file) => !isOverruled(file))
    .flatMap((file): [string, string][] => {
      const name = nameIn(file);
      return name === undefined ? [] : [[name, file]];
    });
  return new Map(named);
}
