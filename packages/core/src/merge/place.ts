import { parseAddress, type Segment } from '../address/address';
import type { Conflict } from './conflict';
import { kindOf } from './kind';
import { syntaxes } from './syntaxes';
import type { Syntax } from './tree/context';
import type { Branch, Entry } from './tree/tree';
import { findWay } from './way';

/** Where a conflict is in a file as it is now. */
export interface Located {
  readonly syntax: Syntax;
  readonly root: Branch;
  /** Names on the way to the place, from the root. */
  readonly steps: readonly string[];
  /** The branch that the place is in; undefined: it is gone. */
  readonly parent: Branch | undefined;
  /** The place, if it is there. */
  readonly entry: Entry | undefined;
  /** The entry that the standard wants there; undefined: none. */
  readonly wanted: Entry | undefined;
}

const nameOf = (segment: Segment): string => ('key' in segment ? segment.key : segment.item);

const inner = (entry: Entry): Branch | undefined => (entry.value.kind === 'leaf' ? undefined : entry.value);

/** Whether the first step names a document: there are several, or it is one that is not there. */
function isDocument(root: Branch, segments: readonly Segment[]): boolean {
  const [first] = segments;
  if (!first || !('item' in first)) return false;
  const [only] = root.entries;
  return (
    root.entries.length > 1 ||
    only?.name === first.item ||
    (segments.length === 1 && only?.value.kind !== 'list')
  );
}

/** Steps from the root, which is a stream of documents: a file of one document is not named in addresses. */
export function stepsOf(root: Branch, segments: readonly Segment[]): string[] {
  const [only] = root.entries;
  if (isDocument(root, segments)) return segments.map(nameOf);
  return root.entries.length === 1 && only ? [only.name, ...segments.map(nameOf)] : [];
}

/** The entry that a text of a conflict stands for, at a depth of the tree: 0 is a document. */
export function readEntry(syntax: Syntax, text: string | null, depth: number): Entry | undefined {
  if (text === null) return undefined;
  let entry = syntax.parse(`${text}\n`)?.entries[0];
  const levels = syntax.hasLevels ? depth : Math.min(depth, 1);
  for (let level = 0; entry && level < levels; level++) entry = inner(entry)?.entries[0];
  return entry;
}

/** Finds the place of a conflict; undefined: the file can't be read. */
export function locate(path: string, text: string, conflict: Conflict): Located | undefined {
  const syntax = syntaxes[kindOf(path)];
  const address = parseAddress(conflict.at, path);
  const root = syntax?.parse(text);
  if (!syntax || !root || !address.ok) return undefined;
  const steps = stepsOf(root, address.value);
  const isOrder = conflict.kind === 'order';
  const read = (one: string | null): Entry | undefined =>
    isOrder ? undefined : readEntry(syntax, one, steps.length - 1);
  const way = findWay(root, steps, read(conflict.mine));
  const wanted = read(conflict.theirs);
  return { syntax, root, steps, parent: way?.parent, entry: way?.entry, wanted };
}

/** A conflict about the file as a whole. */
export const isWhole = ({ at, kind }: Conflict): boolean => at === '' && kind !== 'order';

/** The names of an order, one a line. */
export const orderOf = (text: string | null): string[] => (text ?? '').split('\n');
