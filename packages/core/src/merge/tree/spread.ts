import { branchSays, entrySays, sayOf, type Branch, type Entry, type Leaf } from './tree';
import { uniqueNames } from './names';

/** What an inline entry is before the space around it is dealt out. */
export type Draft = Omit<Entry, 'key' | 'name' | 'start' | 'leadEnd' | 'noteStart' | 'noteEnd'> & {
  readonly key?: string | undefined;
  readonly called: string | undefined;
};

export interface Brackets {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: Branch['kind'];
  readonly isSet: boolean;
  /** Where the comment of a line ends that begins at an offset, or that offset. */
  readonly noteEnd: (text: string, at: number) => number;
}

/** Where the comma is between two entries; undefined: there is none, or a comment stands before it. */
function afterComma(text: string, from: number, to: number): number | undefined {
  const match = /^\s*,/.exec(text.slice(from, to));
  return match ? from + match[0].length : undefined;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** A collection whose text can only be compared as a whole. */
export const opaque = (text: string, start: number, end: number): Leaf => ({
  kind: 'leaf',
  says: `source ${text.slice(start, end).replace(/\s+/g, ' ')}`,
  ...{ start, end, form: 'atom' },
});

function place(draft: Draft, name: string, start: number, noteStart: number, noteEnd: number): Entry {
  const { text, key, identities, props, value, contentStart, keyEnd, end } = draft;
  const own = { text, key, identities, props, value, contentStart, keyEnd, end };
  return { ...own, name, start, leadEnd: contentStart, noteStart, noteEnd };
}

/** Entries between brackets, with the white space, commas and comments around them. */
export function spread(drafts: readonly Draft[], brackets: Brackets): Branch | Leaf {
  const { text, start, end, kind, isSet } = brackets;
  const names = uniqueNames(drafts.map(({ called }) => called));
  const entries: Entry[] = [];
  let at = start + 1;
  for (const [index, draft] of drafts.entries()) {
    const next = drafts[index + 1]?.contentStart ?? end - 1;
    const comma = afterComma(text, draft.end, next);
    if (comma === undefined && index < drafts.length - 1) return opaque(text, start, end);
    const noteStart = comma ?? draft.end;
    const noteEnd = Math.min(brackets.noteEnd(text, noteStart), next);
    entries.push(place(draft, names[index] ?? '', at, noteStart, noteEnd));
    at = noteEnd;
  }
  const broken = entries.find((one) => text.slice(one.start, one.contentStart).includes('\n'));
  const said = entries.map((entry) => entrySays(entry.key, sayOf(entry)));
  return {
    ...{
      kind,
      text,
      says: branchSays(kind, said),
      start,
      end,
      layout: 'inline',
      joiner: ',',
      isCompact: false,
    },
    indent: broken ? broken.contentStart - lineStart(text, broken.contentStart) : 0,
    ...{ introEnd: start + 1, tailStart: at, entries, isSet },
  };
}
