import { isMap, parseDocument } from 'yaml';
import { mergeLines } from '../sequence/merge';
import type { Merged } from '../tree/context';
import type { Entry } from '../tree/tree';
import { scalarSays } from './says';

interface Lines {
  readonly header: string;
  readonly indent: number;
  readonly lines: string[];
}

const blank = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** A block scalar without its indentation; undefined: it is none, or its indentation is said by a number. */
function linesOf({ text, value }: Entry): Lines | undefined {
  if (value.kind !== 'leaf' || value.form !== 'lines') return undefined;
  const source = text.slice(value.start, value.end);
  const end = source.indexOf('\n') + 1;
  const header = source.slice(0, end);
  if (end === 0 || /^[|>][+-]?\d/.test(header)) return undefined;
  const lines = source.slice(end).replace(/\n$/, '').split('\n');
  const indent = blank(lines.find((line) => line.trim() !== '') ?? '');
  return { header, indent, lines: lines.map((line) => line.slice(Math.min(indent, blank(line)))) };
}

/** What a block scalar says, read as the value of a key. */
function saysOf(source: string): string {
  const { contents } = parseDocument(`? key\n: ${source}`);
  return scalarSays(isMap(contents) ? contents.items[0]?.value : undefined).says;
}

/** Block scalars merged by line, as mine is written; undefined: both changed the same lines. */
export function mergeText(base: Entry, mine: Entry, theirs: Entry): Merged | undefined {
  const [was, is, wanted] = [base, mine, theirs].map(linesOf);
  if (!was || !is || !wanted) return undefined;
  const styles = new Set([was, is, wanted].map(({ header }) => header.slice(0, 2).trim()));
  const merged = styles.size === 1 ? mergeLines(was.lines, is.lines, wanted.lines) : undefined;
  if (!merged) return undefined;
  const pad = ' '.repeat(is.indent);
  const text = is.header + merged.map((line) => (line === '' ? '\n' : `${pad}${line}\n`)).join('');
  return { text, says: saysOf(text) };
}
