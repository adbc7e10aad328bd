import type { Tree } from '@nx/devkit';

/** Whether a new folder cannot be at this path (POSIX, from the root): something is in it, or it would lie below a file. */
export function isTaken(tree: Tree, directory: string): boolean {
  const steps = directory.split('/');
  const isBelowFile = steps.some((_, index) => tree.isFile(steps.slice(0, index + 1).join('/')));
  return isBelowFile || tree.children(directory).length > 0;
}
