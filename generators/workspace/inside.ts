import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ProblemError } from '@org/ci-core';

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Real path of the nearest part that exists; a link to nowhere has none. */
function realParent(path: string): string | undefined {
  let part = path;
  while (!exists(part) && dirname(part) !== part) part = dirname(part);
  try {
    return realpathSync(part);
  } catch {
    return undefined;
  }
}

/**
 * Refuses a path that a symbolic link leads out of the workspace.
 * @throws ProblemError
 */
export function assertInside(root: string, path: string): void {
  if (!exists(root)) return;
  const real = realParent(join(root, path));
  const way = real === undefined ? '..' : relative(realpathSync(root), real);
  if (way !== '..' && !way.startsWith(`..${sep}`)) return;
  throw new ProblemError({
    code: 'path-outside',
    where: path,
    what: 'a symbolic link leads out of the workspace, nothing is written through it',
    fix: 'replace the link with a real file or folder',
  });
}
