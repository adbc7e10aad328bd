import { cp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

/** Of node_modules, what is written in place: hard links would write the original, too. */
const writtenInPlace = ['.package-lock.json', '.modules.yaml', '@org'];

/**
 * Copies a workspace to a folder that is not there yet. Packages become hard links, which takes a moment and no space;
 * what Nx remembers of the folder, and caches, stay behind.
 */
export async function copyWorkspace(from: string, to: string): Promise<void> {
  const left = ['node_modules', '.nx'].map((name) => join(from, name));
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    preserveTimestamps: true,
    filter: (source) => !left.includes(source),
  });
  const [packages, copy] = [join(from, 'node_modules'), join(to, 'node_modules')];
  await execa('cp', ['-al', packages, copy]);
  await rm(join(copy, '.cache'), { recursive: true, force: true });
  for (const name of writtenInPlace.filter((each) => existsSync(join(packages, each)))) {
    await rm(join(copy, name), { recursive: true });
    await execa('cp', ['-a', join(packages, name), join(copy, name)]);
  }
}
