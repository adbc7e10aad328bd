import type { Tree } from '@nx/devkit';
import { globAsync } from '../workspace/nx';
import { writeFiles } from '../workspace/apply';

const text = `# Packages run no code when they are installed (older versions of npm allow it by default).
ignore-scripts=true
`;

/** Turns install scripts off in a workspace without projects; an older one may depend on them. pnpm asks by itself. */
export async function writeNpmrc(tree: Tree, manager: 'npm' | 'pnpm'): Promise<void> {
  if (manager !== 'npm' || tree.exists('.npmrc')) return;
  const projects = await globAsync(tree, ['*/**/package.json', '*/**/project.json']);
  if (projects.length === 0) writeFiles(tree, [{ path: '.npmrc', text }]);
}
