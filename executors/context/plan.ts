import path from 'node:path';
import { isInContext, libraryContext, neverInContext, type ContextRule } from '@org/ci-core';
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
  /** Folders of all projects: a file is that of the innermost one, as for Nx. */
  readonly projects: readonly string[];
  /** What stays out of the service's folder. */
  readonly rule: ContextRule;
  /** All files of the service, the libraries and the root's top level, POSIX, from the root. */
  readonly files: readonly string[];
  /** Folders that builds have written: all that is in them is part of it, but for what is personal or secret. */
  readonly outputs?: readonly string[];
  /** Those of no project that are part of it. */
  readonly rootFiles: readonly string[];
  /** What the service's ignore file lets through. */
  readonly allows: Allows;
  /** Files of the root that are written for this service: package.json, the lock file, … */
  readonly written: Readonly<Record<string, string>>;
}

const within = (folder: string, file: string): boolean => file.startsWith(`${folder}/`);

/** A service's folder may lie within a library's, and the other way around: the innermost decides. */
const ownerOf = (file: string, folders: readonly string[]): string | undefined =>
  folders.filter((folder) => within(folder, file)).sort((a, b) => b.length - a.length)[0];

const isSecret = (file: string): boolean =>
  !isInContext({ folders: [], files: neverInContext.files }, path.posix.basename(file));

function belongs(file: string, input: ContextInput): boolean {
  if (input.outputs?.some((folder) => within(folder, file))) return input.allows(file) && !isSecret(file);
  const owner = ownerOf(file, input.projects);
  if (owner === undefined) return input.rootFiles.includes(file);
  if (!input.allows(file)) return false;
  if (owner !== input.service && !input.libraries.includes(owner)) return false;
  return isInContext(owner === input.service ? input.rule : libraryContext, path.posix.relative(owner, file));
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
