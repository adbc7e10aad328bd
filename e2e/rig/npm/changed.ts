import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workspace } from './workspaces.js';

/** Name of a package → hash of what was published. */
export type Published = Readonly<Record<string, string>>;

const recordFile = (state: string): string => join(state, 'npm-published.json');

/** Hash of every file of a package, packed or not: its dependencies and build records left out. */
export async function hashPackage(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tsbuildinfo'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.slice(folder.length).includes('/node_modules/'))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.slice(folder.length)}\0`).update(await readFile(file));
  return hash.digest('hex');
}

/** What the last run published into this state folder. */
export async function readPublished(state: string): Promise<Published> {
  const text = await readFile(recordFile(state), 'utf8').catch(() => '{}');
  return JSON.parse(text) as Published;
}

/** Whole or not at all. */
export async function writePublished(state: string, published: Published): Promise<void> {
  await writeFile(`${recordFile(state)}.new`, `${JSON.stringify(published, null, 2)}\n`);
  await rename(`${recordFile(state)}.new`, recordFile(state));
}

/** Those whose content is not what the registry's storage has. */
export function changedWorkspaces(
  state: string,
  workspaces: readonly Workspace[],
  before: Published,
  now: Published,
): readonly Workspace[] {
  return workspaces.filter(
    ({ name }) => before[name] !== now[name] || !existsSync(join(state, 'npm', name, 'package.json')),
  );
}
