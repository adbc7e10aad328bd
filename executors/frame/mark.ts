import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CustomHasher, HasherContext } from '@nx/devkit';

import { dryRunVariable } from '@org/ci-core';
import { workspaceDataDirectoryForWorkspace } from 'nx/src/utils/cache-directory';
import { workspaceRoot } from 'nx/src/utils/workspace-root';
import { writeWhole } from './receipt';

/** Nx's own folder for what it knows of this machine: `nx reset` empties it. */
const markFile = (root: string, id: string): string =>
  path.join(workspaceDataDirectoryForWorkspace(root), 'org-ci', 'marks', id.replace(/[^\w-]/g, '-'));

const readMark = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

async function renewMark(file: string): Promise<string> {
  const mark = randomUUID();
  // where it cannot be kept, the next run has another one: a miss, never a wrong hit
  await writeWhole(file, mark).catch(() => undefined);
  return mark;
}

type HashedTask = Parameters<CustomHasher>[0];
type Hash = Awaited<ReturnType<CustomHasher>>;

/** Whether the world outside is still as the task's receipt says. What it throws is a no. */
export type Standing = (task: HashedTask, context: HasherContext, root: string) => Promise<boolean>;

/** Options may differ from run to run under one mark. Nx wants to know of what a hash is made. */
const hashOf = ({ id, overrides }: HashedTask, mark: string): Hash => {
  const command = JSON.stringify([id, overrides]);
  const value = createHash('sha256').update(`${command} ${mark}`).digest('hex');
  return { value, details: { command, nodes: { mark } } };
};

/**
 * A hasher for a task whose result lies outside the workspace, where others can change it: a registry, a scanner's
 * database. Its hash is a mark: a word without meaning that is new whenever anything is not as the receipt says. Then
 * the task runs; and what it did is found under that mark for as long as the world stays as it left it. The state
 * itself would not do as a hash: it is another one before the first run than after it. Nor are inputs hashed: what
 * they decide is in the receipt, and looked at.
 */
export const markingHasher =
  (isStanding: Standing, root: string = workspaceRoot): CustomHasher =>
  async (task, context) => {
    // a dry run leaves everything as it is
    if (process.env[dryRunVariable]) return hashOf(task, randomUUID());
    const file = markFile(root, task.id);
    const known = await readMark(file);
    const stands = known !== '' && (await isStanding(task, context, root).catch(() => false));
    return hashOf(task, stands ? known : await renewMark(file));
  };

/** A task's options as its executor gets them; what is not said has no default yet. */
export function optionsOf({ target, overrides }: HashedTask, { projectGraph }: HasherContext): object {
  const found = projectGraph.nodes[target.project]?.data.targets?.[target.target];
  const { options, configurations } = (found ?? {}) as {
    readonly options?: object;
    readonly configurations?: Readonly<Record<string, object>>;
  };
  return { ...options, ...configurations?.[target.configuration ?? ''], ...(overrides as object) };
}
