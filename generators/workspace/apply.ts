import type { Tree } from '@nx/devkit';
import type { FileWrite } from '@org/ci-core';
import { assertInside } from './inside';

const given = new WeakMap<Tree, Map<string, number>>();

/** Modes that files of a tree were given so far: the tree forgets one at the next write. */
function modesOf(tree: Tree): Map<string, number> {
  const modes = given.get(tree) ?? new Map<string, number>();
  given.set(tree, modes);
  return modes;
}

/** A text, or bytes of whatever encoding, as they are. */
type Write = Omit<FileWrite, 'text'> & { readonly text: string | Buffer };

/** Writes files into the tree, each of them inside the workspace. */
export function writeFiles(tree: Tree, writes: readonly Write[]): void {
  const modes = modesOf(tree);
  for (const { path, text, mode = modes.get(path) } of writes) {
    assertInside(tree.root, path);
    // `exists` looks through all that the tree has changed so far
    const isNew = !tree.isFile(path);
    tree.write(path, text);
    if (mode === undefined || (mode === 0o644 && isNew)) continue;
    tree.changePermissions(path, mode);
    modes.set(path, mode);
  }
}

/** Removes files from the tree. */
export function deleteFiles(tree: Tree, paths: readonly string[]): void {
  for (const path of paths) {
    assertInside(tree.root, path);
    tree.delete(path);
    modesOf(tree).delete(path);
  }
}
