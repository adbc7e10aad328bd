import { isCommitPin, newerPin, parsePin } from '../pin/pin';
import { mergeLines } from '../text/merge-lines';
import { noteOf, type Entry, type Leaf } from './tree';

const leafText = ({ text, value }: Entry): string => text.slice(value.start, value.end);

const pinText = ({ value }: Entry): string => (value.kind === 'leaf' ? (value.string ?? value.says) : '');

export const isPinned = (entry: Entry): boolean => isCommitPin(pinText(entry));

/** Which side has the newer version of one thing; undefined: not to be said. */
export function newerOf(base: Entry, mine: Entry, theirs: Entry): 'mine' | 'theirs' | undefined {
  const [was, is, wanted] = [base, mine, theirs].map((one) => parsePin(pinText(one), noteOf(one), one.name));
  return was && is && wanted ? newerPin(was, is, wanted) : undefined;
}

interface Lines {
  readonly header: string;
  readonly indent: number;
  readonly lines: string[];
}

/** A text of several lines without its indentation; undefined: its indentation is said by a number. */
function linesOf(text: string): Lines | undefined {
  const end = text.indexOf('\n') + 1;
  const header = text.slice(0, end);
  if (end === 0 || /^[|>][+-]?\d/.test(header)) return undefined;
  const lines = text.slice(end).replace(/\n$/, '').split('\n');
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
  return {
    header,
    indent,
    lines: lines.map((line) => line.slice(Math.min(indent, /^ */.exec(line)?.[0].length ?? 0))),
  };
}

/** Texts of several lines merged by line, as mine is written; undefined: both changed the same lines. */
export function mergeText(
  base: Entry,
  mine: Entry,
  theirs: Entry,
): { text: string; says: string } | undefined {
  const [was, is, wanted] = [base, mine, theirs].map((one) => linesOf(leafText(one)));
  const isText = [base, mine, theirs].every(({ value }) => value.kind === 'leaf' && value.form === 'lines');
  if (
    !isText ||
    !was ||
    !is ||
    !wanted ||
    was.header[0] !== is.header[0] ||
    is.header[0] !== wanted.header[0]
  )
    return undefined;
  const merged = mergeLines(was.lines, is.lines, wanted.lines);
  if (!merged) return undefined;
  const pad = ' '.repeat(is.indent);
  const text = merged.map((line) => (line === '' ? '\n' : `${pad}${line}\n`)).join('');
  const end = (mine.value as Leaf).string?.endsWith('\n') === false ? '' : '\n';
  return { text: is.header + text, says: JSON.stringify(merged.join('\n').replace(/\n+$/, '') + end) };
}
