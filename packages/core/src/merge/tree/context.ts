import type { OpenConflict, Spot } from './spot';
import type { Branch, Entry } from './tree';

/** What a format adds to the tree: how its entries are written. */
export interface Syntax {
  /** The text as a tree; undefined: it is not of this format. */
  readonly parse: (text: string) => Branch | undefined;
  /** A text of the standard, indented as mine is. */
  readonly writtenLike?: (mine: string, text: string) => string;
  /** An entry of a branch with brackets on lines of its own (`- a`), or a text that parse reads as a branch with it. */
  readonly toLines: (entry: Entry, body: string) => string;
  /** An entry as it stands between brackets; undefined: it can't (it has comments, say). */
  readonly toInline: (entry: Entry) => string | undefined;
  /** A branch of lines that has no entry left. */
  readonly toEmpty?: (kind: Branch['kind']) => string;
  /** The text of an entry is read as a whole file with nothing else in it: its instruction, and the stage around. */
  readonly hasLevels?: boolean;
  /** An entry as a branch writes it that has its pairs in the other form: `KEY: value`, `- KEY=value`. */
  readonly recast?: (entry: Entry) => string | undefined;
  /** Two changes of one value as one; undefined: a person has to decide. */
  readonly mergeLeaf?: (base: Entry, mine: Entry, theirs: Entry) => Merged | undefined;
  /** What stands above the first entry, where that is more than comments. */
  readonly mergeIntro?: (base: string, mine: string, theirs: string) => string;
  /** Whether all that the result refers to within itself is there, as it is in each of the sides. */
  readonly isWhole?: (merged: string, sides: readonly string[]) => boolean;
  /** A text in another one's quotes, where that is possible; undefined: as it is. */
  readonly requote?: (text: string, form: string) => string | undefined;
}

/** What one merge is about: its format, what it found, and whether there is no base so that nothing is taken. */
export interface Context {
  readonly syntax: Syntax;
  readonly conflicts: OpenConflict[];
  readonly isProposing: boolean;
}

/** What a part of the file becomes, and what it says then. */
export interface Merged {
  readonly text: string;
  readonly says: string;
}

/** One entry of a result. `lead`: comments above · `body`: itself; with `lines` its end of line is part of it. */
export interface Piece {
  readonly lead: string;
  readonly body: string;
  readonly note: string;
  readonly says: string;
  readonly key: string | undefined;
}

/** One entry that mine and the standard both have. */
export interface Three {
  readonly base: Entry | undefined;
  readonly mine: Entry;
  readonly theirs: Entry;
  readonly at: Spot;
  /** The branch that it is in. */
  readonly into: Branch;
}

/** Records that a person has to decide; where there is no base, that the standard would have it otherwise. */
export function report(context: Context, conflict: OpenConflict): void {
  const isProposed = context.isProposing && conflict.kind !== 'file';
  context.conflicts.push(isProposed ? { ...conflict, kind: 'proposed' } : conflict);
}
