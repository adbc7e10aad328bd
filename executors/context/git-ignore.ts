import type { Dirent } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ignore from 'ignore';

/** What the rules of one folder say of a path. */
interface Rules {
  test(path: string): { readonly ignored: boolean; readonly unignored: boolean };
}

/** Rules of the folders above, outermost first. */
export type Ignores = readonly { readonly folder: string; readonly rules: Rules }[];

/** .gitignore holds for its folder and what is below (git-scm.com/docs/gitignore), .nxignore for the whole workspace. */
export async function readIgnores(
  root: string,
  folder: string,
  entries: readonly Dirent[],
  outer: Ignores,
): Promise<Ignores> {
  const wanted = folder === '' ? ['.gitignore', '.nxignore'] : ['.gitignore'];
  const names = wanted.filter((name) => entries.some((entry) => entry.name === name && entry.isFile()));
  if (names.length === 0) return outer;
  const texts = await Promise.all(names.map((name) => readFile(path.join(root, folder, name), 'utf8')));
  return [...outer, { folder, rules: texts.reduce((rules, text) => rules.add(text), ignore()) }];
}

/** The innermost rule that says something about the path decides. Folders above it are asked by whoever walks. */
export function isIgnored(ignores: Ignores, file: string, isFolder: boolean): boolean {
  for (const { folder, rules } of [...ignores].reverse()) {
    const { ignored, unignored } = rules.test(`${path.posix.relative(folder, file)}${isFolder ? '/' : ''}`);
    if (ignored || unignored) return ignored;
  }
  return false;
}
