import path from 'node:path';
import type { Allows } from './ignore';

/** A file of the context: copied from the workspace (POSIX, from its root), or written. */
export type ContextFile =
  | { readonly path: string; readonly kind: 'copy' }
  | { readonly path: string; readonly kind: 'text'; readonly text: string };

export interface ContextInput {
  /** Folder of the service. */
  readonly service: string;
  /** Folders of the libraries that it uses. */
  readonly libraries: readonly string[];
  /** All files of the service, the libraries and the root's top level, POSIX, from the root. */
  readonly files: readonly string[];
  /** The service's ignore file; undefined where it has none, and Docker would send everything. */
  readonly allows: Allows | undefined;
  /** Files of the root that are written for this service: package.json, the lock file, … */
  readonly written: Readonly<Record<string, string>>;
}

const within = (folder: string, file: string): boolean => file.startsWith(`${folder}/`);

/** Of a library, what bundlers and compilers read; more of it comes where the ignore file lets it through. */
function isLibrarySource(folder: string, file: string): boolean {
  const inner = path.posix.relative(folder, file);
  return inner === 'package.json' || inner.startsWith('src/') || /^tsconfig[^/]*\.json$/.test(inner);
}

/** Root files that change what is compiled; the rest comes where the ignore file lets it through. */
const isRootSource = (file: string): boolean => file === 'tsconfig.base.json' || file === '.pnpmfile.cjs';

/** A service's folder may lie within a library's, and the other way around: the innermost decides. */
const ownerOf = (file: string, folders: readonly string[]): string | undefined =>
  folders.filter((folder) => within(folder, file)).sort((a, b) => b.length - a.length)[0];

function belongs(file: string, { service, libraries, allows }: ContextInput): boolean {
  const owner = ownerOf(file, [service, ...libraries]);
  if (owner === service) return allows === undefined || allows(file);
  if (owner === undefined && file.includes('/')) return false;
  const isSource = owner === undefined ? isRootSource(file) : isLibrarySource(owner, file);
  return isSource || allows?.(file) === true;
}

/** Pure: the files of the build context, sorted: the layout of the workspace, and nothing that this service does not need. */
export function planContext(input: ContextInput): ContextFile[] {
  const copies = input.files
    .filter((file) => !(file in input.written) && belongs(file, input))
    .map((file): ContextFile => ({ path: file, kind: 'copy' }));
  const texts = Object.entries(input.written).map(([file, text]): ContextFile => ({
    path: file,
    kind: 'text',
    text,
  }));
  return [...copies, ...texts].sort((a, b) => (a.path < b.path ? -1 : 1));
}
