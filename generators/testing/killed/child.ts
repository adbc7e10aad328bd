import type { Tree } from '@nx/devkit';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { resolveGenerator } from '../../resolve/generator';
import { syncGenerator } from '../../sync/generator';
import { upgradeGenerator } from '../../upgrade/generator';

type Callback = (() => unknown) | undefined;

const commands: Record<string, (tree: Tree) => Promise<Callback>> = {
  sync: async (tree) => (await syncGenerator(tree)).callback,
  upgrade: (tree) => upgradeGenerator(tree, { skipInstall: true }),
  resolve: (tree) => resolveGenerator(tree, { name: 'orders', take: 'theirs' }),
};

/** Runs a generator as Nx does: its files, then its callback. */
async function main([root = '', command = '']: readonly string[]): Promise<void> {
  const tree = new FsTree(root, false);
  const callback = await commands[command]?.(tree);
  flushChanges(root, tree.listChanges());
  await callback?.();
}

void main(process.argv.slice(2));
