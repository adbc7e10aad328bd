import fc from 'fast-check';
import type { Branch, Entry, Value } from '../tree/tree';
import type { Syntax } from '../tree/context';

/** What one side does to a file: kinds of edits at random places, by number. */
export interface Edit {
  readonly kind: 'delete' | 'copy' | 'value' | 'move' | 'comment' | 'note' | 'blank' | 'space';
  readonly at: number;
  readonly to: number;
}

export const edits = (maxLength: number): fc.Arbitrary<Edit[]> =>
  fc.array(
    fc.record({
      kind: fc.constantFrom<Edit['kind']>(
        'delete',
        'copy',
        'value',
        'value',
        'move',
        'comment',
        'note',
        'blank',
        'space',
      ),
      at: fc.nat(10_000),
      to: fc.nat(10_000),
    }),
    { minLength: 1, maxLength },
  );

interface Placed {
  readonly entry: Entry;
  readonly siblings: readonly Entry[];
  readonly branch: Branch;
}

function entriesOf(value: Value): Placed[] {
  if (value.kind === 'leaf') return [];
  return value.entries.flatMap((entry) => [
    { entry, siblings: value.entries, branch: value },
    ...entriesOf(entry.value),
  ]);
}

const splice = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(list.length, 1)];

/** Words of an entry made new ones, so that they can be found again. */
const renamed = (text: string, mark: string): string => {
  const result = marked(text, mark);
  return result.includes(mark) ? result : text.replace(/(\S)(\s*\n)$/, `$1-${mark}$2`);
};

const marked = (text: string, mark: string): string => {
  let count = 0;
  if (/^\S+\n$/.test(text.replace(/^(#.*)?\n/gm, ''))) return text.replace(/(=[^\n]*)?\n$/, `${mark}$1\n`);
  return text.replace(/(?<=(?:id|name|key|uses|repo): |^ *- |mountPath: )[\w./@-]+$/gm, (word) =>
    /^\w+$/.test(word) || count > 0 ? `${word}-${mark}${count++}` : `${mark}${count++}`,
  );
};

type Apply = (
  text: string,
  placed: Placed,
  mark: string,
  edit: Edit,
  line: (text: string) => string,
) => string;

const onLines = ({ branch }: Placed): boolean => branch.layout === 'lines';

const apply: Record<Edit['kind'], Apply> = {
  delete: (text, { entry, siblings, ...rest }) =>
    siblings.length < 2 || !onLines({ entry, siblings, ...rest }) || entry === siblings[0]
      ? text
      : splice(text, entry.start, entry.end, ''),
  copy: (text, { entry, branch, siblings }, mark) => {
    if (branch.layout !== 'lines' || (branch.isCompact && entry === siblings[0])) return text;
    const copy = text.slice(entry.start, entry.end);
    const added =
      entry.key === undefined
        ? renamed(copy, mark)
        : copy.replace(text.slice(entry.contentStart, entry.keyEnd), `${mark}:`);
    return splice(text, entry.end, entry.end, added);
  },
  value: (text, { entry }, mark) => {
    const { value } = entry;
    if (value.kind !== 'leaf' || value.form === 'atom' || value.form === 'lines' || value.end === value.start)
      return text;
    return splice(text, value.start, value.end, mark);
  },
  move: (text, { entry, siblings, branch }, _, { to }) => {
    const other = pick(siblings, to);
    if (!other || other === entry || branch.layout !== 'lines' || branch.isCompact) return text;
    const moved = text.slice(entry.start, entry.end);
    const without = splice(text, entry.start, entry.end, '');
    const at = other.start > entry.start ? other.end - moved.length : other.start;
    return splice(without, at, at, moved);
  },
  comment: (text, { entry, branch, siblings }, mark, _, line) =>
    branch.layout !== 'lines' || (branch.isCompact && entry === siblings[0])
      ? text
      : splice(text, entry.leadEnd, entry.leadEnd, `${' '.repeat(branch.indent)}${line(mark)}\n`),
  note: (text, { entry, branch }, mark, _, line) =>
    branch.layout !== 'lines' || entry.noteStart < 0
      ? text
      : splice(text, entry.noteEnd, entry.noteEnd, ` ${line(mark)}`),
  blank: (text, { entry, branch, siblings }) =>
    branch.layout !== 'lines' || (branch.isCompact && entry === siblings[0])
      ? text
      : splice(text, entry.start, entry.start, '\n'),
  space: (text, { entry, branch }) =>
    branch.layout !== 'lines' ||
    entry.value.kind !== 'leaf' ||
    entry.value.form !== 'plain' ||
    entry.value.start === entry.keyEnd
      ? text
      : splice(text, entry.keyEnd, entry.keyEnd, ' '),
};

/** A file after edits; each leaves words that begin with `mark`. Edits after which it is no valid file are left out. */
export function edited(syntax: Syntax, text: string, all: readonly Edit[], mark: string): string {
  let result = text;
  all.forEach((edit, index) => {
    const tree = syntax.parse(result);
    const placed = tree && pick(entriesOf(tree.entries[0]?.value ?? tree), edit.at);
    if (!placed) return;
    const next = apply[edit.kind](result, placed, `${mark}${index}x`, edit, (word) => `# ${word}`);
    if (syntax.parse(next)) result = next;
  });
  return result;
}
