import { parseAddress, type Segment } from '../address/address';
import type { Conflict } from './conflict';
import { kindOf } from './kind';
import { syntaxes } from './syntaxes';
import type { Syntax } from './tree/context';
import { entrySays, sayOf, type Branch, type Entry } from './tree/tree';

/** Where a conflict is in a file as it is now. */
export interface Located {
  readonly syntax: Syntax;
  readonly root: Branch;
  /** The branch that the place is in. */
  readonly parent: Branch;
  /** The place, if it is there. */
  readonly entry: Entry | undefined;
  /** The entry that the standard wants there; undefined: none. */
  readonly wanted: Entry | undefined;
}

const nameOf = (segment: Segment): string => ('key' in segment ? segment.key : segment.item);

const inner = (entry: Entry): Branch | undefined => (entry.value.kind === 'leaf' ? undefined : entry.value);

const named = (branch: Branch, name: string): Entry | undefined =>
  branch.entries.find((entry) => entry.name === name);

/** Steps from the root, which is a stream of documents: a file of one document is not named in addresses. */
function stepsOf(root: Branch, segments: readonly Segment[]): string[] | undefined {
  const [first] = segments;
  const only = root.entries[0];
  if (first && 'item' in first && (named(root, first.item) || root.entries.length > 1))
    return segments.map(nameOf);
  return root.entries.length === 1 && only ? [only.name, ...segments.map(nameOf)] : undefined;
}

/** The entry that a text of a conflict stands for, at a depth of the tree: 0 is a document. */
export function readEntry(syntax: Syntax, text: string, depth: number): Entry | undefined {
  let entry = syntax.parse(`${text}\n`)?.entries[0];
  const levels = syntax.hasLevels ? depth : Math.min(depth, 1);
  for (let level = 0; entry && level < levels; level++) entry = inner(entry)?.entries[0];
  return entry;
}

/** The branches on the way to a place, from the root to the one that it is in; undefined: one is not there. */
function wayTo(root: Branch, steps: readonly string[]): Branch | undefined {
  if (steps.length === 0) return undefined;
  let parent = root;
  for (const step of steps.slice(0, -1)) {
    const entry = named(parent, step);
    const next = entry && inner(entry);
    if (!next) return undefined;
    parent = next;
  }
  return parent;
}

/** The entry that the standard wants; undefined: none. */
function wantedBy({ theirs, kind }: Conflict, syntax: Syntax, steps: readonly string[]): Entry | undefined {
  return theirs === null || kind === 'order' ? undefined : readEntry(syntax, theirs, steps.length - 1);
}

/** Finds the place of a conflict; undefined: the file can't be read, or what the place was in is gone. */
export function locate(path: string, text: string, conflict: Conflict): Located | undefined {
  const syntax = syntaxes[kindOf(path)];
  const address = parseAddress(conflict.at, path);
  const root = syntax?.parse(text);
  if (!syntax || !root || !address.ok) return undefined;
  const steps = stepsOf(root, address.value) ?? [];
  const parent = wayTo(root, steps);
  const wanted = wantedBy(conflict, syntax, steps);
  return parent && { syntax, root, parent, entry: named(parent, steps.at(-1) ?? ''), wanted };
}

/** What an entry says in its branch. */
export const saidBy = (entry: Entry): string => entrySays(entry.key, sayOf(entry));

/** A conflict about the file as a whole. */
export const isWhole = ({ at, kind }: Conflict): boolean => at === '' && kind !== 'order';

/** The names of an order, one a line. */
export const orderOf = (text: string | null): string[] => (text ?? '').split('\n');
