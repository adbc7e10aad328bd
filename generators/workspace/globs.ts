import type { Tree } from '@nx/devkit';
import { writeFiles } from './apply';
import { readText } from './manifests';
import { addNpmWorkspaces, addPnpmWorkspaces } from './workspaces';

/** Lets the package manager see the packages of these folders; changes nothing where it does. */
export function addWorkspaceGlobs(tree: Tree, manager: 'npm' | 'pnpm', globs: readonly string[]): void {
  const [path, add] =
    manager === 'pnpm'
      ? (['pnpm-workspace.yaml', addPnpmWorkspaces] as const)
      : (['package.json', addNpmWorkspaces] as const);
  const before = readText(tree, path) ?? (manager === 'pnpm' ? '' : '{}');
  const text = add(before, globs);
  if (text !== before) writeFiles(tree, [{ path, text }]);
}
