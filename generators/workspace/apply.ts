import type { Tree } from '@nx/devkit';
import type { FileWrite } from '@org/ci-core';
import { assertInside } from './inside';

/** Writes files into the tree, each of them inside the workspace. */
export function writeFiles(tree: Tree, writes: readonly FileWrite[]): void {
  for (const { path, text, mode } of writes) {
    assertInside(tree.root, path);
    const isNew = !tree.exists(path);
    tree.write(path, text);
    if (mode === 0o755 || (mode !== undefined && !isNew)) tree.changePermissions(path, mode);
  }
}

/** Removes files from the tree. */
export function deleteFiles(tree: Tree, paths: readonly string[]): void {
  for (const path of paths) {
    assertInside(tree.root, path);
    tree.delete(path);
  }
}
