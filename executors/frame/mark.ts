import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CustomHasher, HasherContext } from '@nx/devkit';
import { dryRunVariable, unwrap } from '@org/ci-core';
import { workspaceDataDirectoryForWorkspace } from 'nx/src/utils/cache-directory';
// not @nx/devkit's: that loads all of it into the process in which Nx waits for a hash
import { workspaceRoot } from 'nx/src/utils/workspace-root';
import type { z } from 'zod';
import { typedWords } from './option-text';
import { CommonOptions, parseOptions } from './options';
import { writeWhole } from './receipt';
import { sha256 } from './sha256';

export type HashedTask = Parameters<CustomHasher>[0];
type Hash = Awaited<ReturnType<CustomHasher>>;

/** What was found where the result lies. */
export interface Standing {
  /** Whether everything is still as the task's receipt says. */
  readonly stands: boolean;
  /** What the receipt is about: known before the task runs, and the same after it. */
  readonly about: string;
}

/** Looks; what it throws means that nothing stands. */
export type Look = (task: HashedTask, context: HasherContext, root: string) => Promise<Standing>;

/** Tasks with the same receipt share a mark. It lies in Nx's own folder for this machine: `nx reset` empties it. */
const markFile = (root: string, { outputs }: HashedTask): string =>
  path.join(workspaceDataDirectoryForWorkspace(root), 'org-ci', 'marks', sha256(outputs.join('\n')));

const readMark = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

async function renewMark(file: string): Promise<string> {
  const mark = randomUUID();
  // where it cannot be kept, the next run has another one: a miss, never a wrong hit
  await writeWhole(file, mark).catch(() => undefined);
  return mark;
}

/** Options may differ from run to run under one mark. Nx wants to know of what a hash is made. */
const hashOf = ({ id, overrides }: HashedTask, mark: string, about = ''): Hash => {
  const command = JSON.stringify([id, overrides]);
  return { value: sha256([command, about, mark].join('\n')), details: { command, nodes: { about, mark } } };
};

/**
 * A hasher for a task whose result lies outside the workspace, where others can change it: a registry, a scanner's
 * database. Its hash is a mark: a word without meaning that is new whenever anything is not as the receipt says. Then
 * the task runs; and what it did is found under that mark for as long as the world stays as it left it. The state
 * itself would not do as a hash: it is another one before the first run than after it. Nor are inputs hashed: what
 * they decide is in the receipt, and looked at.
 */
export const markingHasher =
  (look: Look, root: string = workspaceRoot): CustomHasher =>
  async (task, context) => {
    // a dry run leaves everything as it is
    if (process.env[dryRunVariable]) return hashOf(task, randomUUID());
    const file = markFile(root, task);
    const known = await readMark(file);
    const { stands, about } = await look(task, context, root).catch(() => ({ stands: false, about: '' }));
    return hashOf(task, stands && known !== '' ? known : await renewMark(file), about);
  };

/** A task's options as its executor gets them; throws what the executor would refuse, and what only Nx can read. */
export function optionsOf<T extends z.ZodObject>(
  schema: T,
  task: HashedTask,
  { projectGraph }: HasherContext,
): z.output<T> {
  const { target, overrides } = task;
  const found = projectGraph.nodes[target.project]?.data.targets?.[target.target];
  const { options, configurations } = (found ?? {}) as {
    readonly options?: object;
    readonly configurations?: Readonly<Record<string, object>>;
  };
  const given = { ...options, ...configurations?.[target.configuration ?? ''], ...(overrides as object) };
  const all = schema.extend(CommonOptions.shape);
  return unwrap(parseOptions(all, given, task.id, typedWords(task))) as z.output<T>;
}
