import type { Branch } from './tree';

/**
 * `text` with every line but the first moved by `by` columns; `isWhole`: the first one, too. Empty lines stay empty.
 * @param blank what lines are moved with, a space or a tab
 */
export function shift(text: string, by: number, isWhole = false, blank = ' '): string {
  if (by === 0) return text;
  const move = (line: string): string => {
    if (line === '') return line;
    if (by > 0) return blank.repeat(by) + line;
    const space = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    return line.slice(Math.min(space, -by));
  };
  const lines = text.split('\n');
  return lines.map((line, index) => (index === 0 && !isWhole ? line : move(line))).join('\n');
}

/** What the lines of a branch begin with: as many spaces as it is indented by, or tabs. */
export function padOf({ text, indent, entries }: Pick<Branch, 'text' | 'indent' | 'entries'>): string {
  const isTabbed = entries.some(({ start, contentStart }) => /\n\t+$/.test(text.slice(start, contentStart)));
  return (isTabbed ? '\t' : ' ').repeat(indent);
}
