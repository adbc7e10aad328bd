import type { Tree } from '@nx/devkit';
import type { FileWrite } from '@org/ci-core';
import { assertInside } from './inside';

/** Writes files into the tree, each of them inside the workspace. */
export function writeFiles(tree: Tree, writes: readonly FileWrite[]): void {
  for (const { path, text, mode } of writes) {
    assertInside(tree.root, path);
    // `exists` looks through all that the tree has changed so far
    const isNew = !tree.isFile(path);
    tree.write(path, text);
    if (mode !== undefined && (mode !== 0o644 || !isNew)) tree.changePermissions(path, mode);
  }
}

/** Removes files from the tree. */
export function deleteFiles(tree: Tree, paths: readonly string[]): void {
  for (const path of paths) {
    assertInside(tree.root, path);
    tree.delete(path);
  }
}
