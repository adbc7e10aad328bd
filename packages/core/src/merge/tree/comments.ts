import { mergeLines } from '../text/merge-lines';

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

/**
 * Comment lines (and empty lines) merged by line. Both changed one: both stay, the standard's first. `theirs` must be
 * indented as in the result.
 */
export function mergeLead(base: string, mine: string, theirs: string): string {
  const [was, is, wanted] = [base, mine, theirs].map((text) => linesOf(text).map((line) => line.trim())) as [
    string[],
    string[],
    string[],
  ];
  if (was.join('\n') === wanted.join('\n') || is.join('\n') === wanted.join('\n')) return mine;
  if (was.join('\n') === is.join('\n')) return theirs;
  const merged = mergeLines(was, is, wanted, true) ?? [
    ...wanted.filter((line) => line !== '' && !is.includes(line)),
    ...is,
  ];
  const raw = new Map([...linesOf(theirs), ...linesOf(mine)].map((line) => [line.trim(), line]));
  return merged.map((line) => `${raw.get(line) ?? line}\n`).join('');
}

const content = (note: string): string => note.trim();

/** The comment at the end of a line; both changed it: both, mine first. */
export function mergeNote(base: string, mine: string, theirs: string): string {
  const [was, is, wanted] = [content(base), content(mine), content(theirs)];
  if (was === wanted || is === wanted) return mine;
  if (was === is) return theirs;
  if (is === '') return mine;
  return wanted === '' ? mine : `${mine} ${wanted}`;
}

/** As mergeNote, where the comment is the version of a pin that changes: the standard's, and what mine adds to it. */
export function mergePinNote(base: string, mine: string, theirs: string): string {
  const [was, is] = [content(base), content(mine)];
  const own = was !== '' && is.startsWith(was) ? is.slice(was.length) : is === was ? '' : is;
  return own.trim() === '' ? theirs : `${theirs} ${own.trim().startsWith('#') ? '' : '# '}${own.trim()}`;
}
