import type { Tree } from '@nx/devkit';
import { writeFiles } from '../apply';
import { readText } from '../manifests';

/** Changes a file of the tree, which may not be there; the same text is not written again. */
export function edit(tree: Tree, path: string, change: (text: string) => string): void {
  const before = readText(tree, path);
  const text = change(before ?? '');
  if (text !== before) writeFiles(tree, [{ path, text }]);
}
