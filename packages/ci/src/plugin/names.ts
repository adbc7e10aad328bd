import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globWithWorkspaceContextSync } from 'nx/src/utils/workspace-context';

const files = ['project.json', 'package.json'];

/** Nx names a project by these files, wherever there is one, and not by its manifest. */
export const isNamedByNx = (root: string, directory: string): boolean =>
  files.some((file) => existsSync(join(root, directory, file)));

function nameIn(path: string): string | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as {
      name?: unknown;
      nx?: { name?: unknown };
    } | null;
    const name = value?.nx?.name ?? value?.name;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** Names of projects by their project.json and package.json, with the file that says so. */
export function namesByNx(root: string): ReadonlyMap<string, string> {
  const globs = files.map((file) => `*/**/${file}`);
  const found = globWithWorkspaceContextSync(root, globs).filter((file) => dirname(file) !== '.');
  const named = found.flatMap((file): [string, string][] => {
    const name = nameIn(join(root, file));
    return name === undefined ? [] : [[name, file]];
  });
  return new Map(named);
}
