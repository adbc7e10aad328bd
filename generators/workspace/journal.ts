import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import {
  asksForDryRun,
  formatJournal,
  isDue,
  isJournalPath,
  journalPaths,
  journalText,
  parseJournal,
  wholeOf,
  type JournalEntry,
} from '@org/ci-core';
import { deleteFiles, writeFiles } from './apply';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function heldBy(tree: Tree, path: string): { bytes: Buffer | undefined; hash: string | null } {
  const bytes = tree.isFile(path) ? (tree.read(path) ?? undefined) : undefined;
  return { bytes, hash: bytes ? sha256(bytes) : null };
}

function repeat(tree: Tree, entry: JournalEntry): boolean {
  const { path, mode } = entry;
  if (!isDue(entry, heldBy(tree, path))) return false;
  const whole = wholeOf(entry);
  if (whole === undefined) deleteFiles(tree, [path]);
  else writeFiles(tree, [{ path, text: Buffer.from(whole), ...(mode === undefined ? {} : { mode }) }]);
  return true;
}

/** A log of what the tree is about to do. */
export interface TreeJournal {
  /** Files that an ended run left undone, and that are in the tree now. */
  readonly healed: readonly string[];
  /** Completes the log: nothing may be written to the tree after it. Its result is called once the files are written. */
  readonly close: () => () => void;
}

function entryOf(
  { path, type, content, options }: ReturnType<Tree['listChanges']>[number],
  bytes: Buffer | undefined,
): JournalEntry {
  const mode = options?.mode === undefined ? {} : { mode: Number(options.mode) };
  const text = type === 'DELETE' ? { text: null } : journalText(content ?? Buffer.alloc(0));
  return { path, before: bytes ? sha256(bytes) : null, ...text, ...mode };
}

/** A file past the tree. */
function onDisk(tree: Tree, path: string): Buffer | undefined {
  try {
    return readFileSync(join(tree.root, path));
  } catch {
    return undefined;
  }
}

/** The logs that are there. One that is carried out is removed at once: later it would speak of another state. */
function leftLogs(tree: Tree): { readonly path: string; readonly entries: readonly JournalEntry[] }[] {
  return journalPaths.flatMap((path) => {
    const text = tree.read(path, 'utf-8');
    if (text === null) return [];
    const entries = parseJournal(text) ?? [];
    if (entries.some((entry) => isDue(entry, heldBy(tree, entry.path)))) return [{ path, entries }];
    rmSync(join(tree.root, path), { force: true });
    return [];
  });
}

/** Completes the log; nothing may be written to the tree after it. */
function closeJournal(tree: Tree, path: string, left: readonly string[]): () => void {
  deleteFiles(tree, left);
  const isLogged = (one: string): boolean =>
    !journalPaths.some((journal) => journal === one) && isJournalPath(one);
  const changes = tree.listChanges().filter((change) => isLogged(change.path));
  if (changes.length === 0) {
    tree.delete(path);
    return () => undefined;
  }
  tree.write(path, formatJournal(changes.map((change) => entryOf(change, onDisk(tree, change.path)))));
  return () => {
    rmSync(join(tree.root, path), { force: true });
  };
}

/**
 * Begins a log in a tree: its first change, so that it is on disk before any other. What an ended run left is carried out
 * first.
 */
export function openJournal(tree: Tree): TreeJournal {
  // nothing is written, and nobody needs to be shown a log of it
  if (asksForDryRun(process.argv)) return { healed: [], close: () => () => undefined };
  const logs = leftLogs(tree);
  const left = logs.map(({ path }) => path);
  const path = journalPaths.find((one) => !left.includes(one)) ?? journalPaths[0];
  tree.write(path, '{}');
  const healed = logs.flatMap(({ entries }) => entries.filter((entry) => repeat(tree, entry)));
  return { healed: healed.map((entry) => entry.path), close: () => closeJournal(tree, path, left) };
}
