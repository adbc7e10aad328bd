import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ProblemError, type Problem } from '@org/ci-core';

/** Below a file there is nothing. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Nearest part of a path that exists. */
function nearest(path: string): string {
  let part = path;
  while (!exists(part) && dirname(part) !== part) part = dirname(part);
  return part;
}

/** Real path; a link to nowhere has none. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

const outside = (path: string): Problem => ({
  code: 'path-outside',
  where: path,
  what: 'a symbolic link leads out of the workspace, nothing is written through it',
  fix: 'replace the link with a real file or folder',
});

const blocked = (path: string, part: string): Problem => ({
  code: 'path-blocked',
  where: path,
  what: path === part ? 'is a folder, and has to be a file' : `${part} is a file, and has to be a folder`,
  fix: `move ${part} away, or delete it`,
});

/** Why a file of the workspace cannot be written or removed: a link leads out of it, or something else is there. */
export function blockedPlace(root: string, path: string): Problem | undefined {
  if (!exists(root)) return undefined;
  const part = nearest(join(root, path));
  const real = realPath(part);
  const way = real === undefined ? '..' : relative(realpathSync(root), real);
  if (way === '..' || way.startsWith(`..${sep}`)) return outside(path);
  const isWhole = part === join(root, path);
  if (statSync(part).isDirectory() !== isWhole) return undefined;
  return blocked(path, relative(root, part).split(sep).join('/'));
}

/**
 * Refuses a place that cannot be written.
 * @throws ProblemError
 */
export function assertInside(root: string, path: string): void {
  const problem = blockedPlace(root, path);
  if (problem) throw new ProblemError(problem);
}
