import { mergeSequences } from '../sequence/merge';

const comment = /(?:^|[ \t])((?:#|\/\/|\/\*).*)$/gm;

/** Every comment of a piece of text. A `#` in a value may look like one: it is the same on both sides if the value is. */
const commentsOf = (text: string): string[] =>
  [...text.matchAll(comment)].map((match) => (match[1] ?? '').trim());

/** The comments of `mine` that `base` has not, and that `result` would lose. */
export function lostComments(base: string, mine: string, result: string): string[] {
  const known = new Set([...commentsOf(base), ...commentsOf(result)]);
  return commentsOf(mine).filter((one) => !known.has(one));
}

/** Whether `mine` has a comment that `base` has not, and that `result` would lose. */
export const losesComment = (base: string, mine: string, result: string): boolean =>
  lostComments(base, mine, result).length > 0;

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const trimmed = (lines: readonly string[]): string => lines.map((line) => line.trim()).join('\n');

const added = (base: readonly string[], other: readonly string[]): string[] => {
  const known = new Set(base.map((line) => line.trim()));
  return other.filter((line) => !known.has(line.trim()));
};

const hasAll = (lines: readonly string[], wanted: readonly string[]): boolean =>
  added(lines, wanted).length === 0;

/** Both put other comments in place of one: the standard's new ones, and then mine. */
const both = (mine: readonly string[], theirs: readonly string[]): string[] => {
  const known = new Set(mine.map((line) => line.trim()));
  return [...theirs.filter((line) => !known.has(line.trim())), ...mine];
};

/**
 * Comment lines (and empty lines) merged by line. Both changed one: both stay, the standard's first. `theirs` must be
 * indented as in the result.
 */
export function mergeLead(base: string, mine: string, theirs: string): string {
  const [was, is, wanted] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  if (trimmed(was) === trimmed(wanted) || trimmed(is) === trimmed(wanted)) return mine;
  if (trimmed(was) === trimmed(is)) return theirs;
  if (hasAll(is, added(was, wanted)) && hasAll(wanted, was)) return mine;
  const merged =
    mergeSequences(
      was,
      is,
      wanted,
      (line) => line.trim(),
      () => 'theirs-first',
    ) ?? both(is, wanted);
  return merged.map((line) => `${line}\n`).join('');
}

const content = (note: string): string => note.trim();

/** The comment at the end of a line; both changed it: both, mine first. */
export function mergeNote(base: string, mine: string, theirs: string): string {
  const [was, is, wanted] = [content(base), content(mine), content(theirs)];
  if (was === wanted || is === wanted) return mine;
  if (was === is) return theirs;
  if (is === '' || is.includes(wanted)) return mine;
  return `${mine} ${wanted}`;
}

/** As mergeNote, where the comment is the version of a pin that changes: the standard's, and what mine adds to it. */
export function mergePinNote(base: string, mine: string, theirs: string): string {
  const [was, is] = [content(base), content(mine)];
  if (is === was || is === '') return theirs;
  const rest = is.replace(/^#\s*(?:frozen:\s*)?v?\d+(?:[.+-]\w+)*/, '');
  return rest.length < is.length ? theirs.trimEnd() + rest : `${theirs} ${is}`;
}
