/**
 * A file as a tree of blocks of its own text. Whatever the format, nothing of the text is outside the tree: merging
 * copies slices of the three texts, so that comments, quoting and blank lines travel with what they belong to.
 * All offsets are into the whole file, with LF line ends, that ends with one.
 */
export interface Leaf {
  readonly kind: 'leaf';
  /** What it means, apart from how it is written: two leaves that say the same are the same. */
  readonly says: string;
  readonly start: number;
  readonly end: number;
  /** `lines`: text of several lines, which merges by line · `atom`: an ordered whole such as an argument list. */
  readonly form: 'plain' | 'single' | 'double' | 'lines' | 'atom';
  /** The value, where it is a string. */
  readonly string?: string | undefined;
}

/** Entries by key (`map`, whose order means nothing) or in order (`list`). */
export interface Branch {
  readonly kind: 'map' | 'list';
  readonly text: string;
  readonly says: string;
  readonly start: number;
  readonly end: number;
  /** `lines`: each entry has lines of its own · `inline`: entries between brackets, or between spaces. */
  readonly layout: 'lines' | 'inline';
  /** What stands between two inline entries. */
  readonly joiner: '' | ',';
  /** Column of the entries. */
  readonly indent: number;
  /** The first entry continues a line, as in `- id: x`. */
  readonly isCompact: boolean;
  /** Where comments on the whole end, and where comments after the last entry begin. */
  readonly introEnd: number;
  readonly tailStart: number;
  readonly entries: readonly Entry[];
  /** The pairs are written as items of a list. */
  readonly isPairs?: boolean | undefined;
  /** With what every entry but the first begins: documents of a stream. */
  readonly divider?: string;
  /** The order of the list means nothing. */
  readonly isSet: boolean;
}

export type Value = Leaf | Branch;

export interface Entry {
  readonly text: string;
  /** What addresses call it; no other entry of the branch has it. */
  readonly name: string;
  /** Its key in a map, as it means; undefined in lists. */
  readonly key?: string | undefined;
  /** What it can be recognised by in another version of the file, the strongest first: `id check`, `uses a/b`. */
  readonly identities: readonly string[];
  /** From the comments and blank lines above it to the end of its last line (inline: of its content). */
  readonly start: number;
  readonly end: number;
  /** Where the comments above end; its own indentation follows. */
  readonly leadEnd: number;
  /** Where it begins itself. */
  readonly contentStart: number;
  /** Where its key (or its dash) ends. */
  readonly keyEnd: number;
  /** The comment at the end of its line, with the spaces before; empty: where one would be; -1: there can be none. */
  readonly noteStart: number;
  readonly noteEnd: number;
  /** A pair that is written as the item of a list: `- KEY=value`. */
  readonly isPair?: boolean | undefined;
  /** The instruction of a Dockerfile that it is, or is a word of. */
  readonly keyword?: string | undefined;
  /** Tags and anchors: part of what the value says. */
  readonly props: string;
  readonly value: Value;
}

export const leadOf = ({ text, start, leadEnd }: Entry): string => text.slice(start, leadEnd);

export const noteOf = ({ text, noteStart, noteEnd }: Entry): string => text.slice(noteStart, noteEnd);

export const bodyOf = ({ text, contentStart, end }: Entry): string => text.slice(contentStart, end);

/** What an entry's value means, its anchors and tags included. */
export const sayOf = ({ props, value }: Pick<Entry, 'props' | 'value'>): string =>
  props ? `${props} ${value.says}` : value.says;

/** What a branch says, from what its entries say. */
export const branchSays = (kind: Branch['kind'], said: readonly string[]): string =>
  kind === 'map' ? `{${[...said].sort().join(',')}}` : `[${said.join(',')}]`;

/** What an entry says in its branch: maps say the key too. */
export const entrySays = (key: string | undefined, says: string): string =>
  key === undefined ? says : `${key}:${says}`;
