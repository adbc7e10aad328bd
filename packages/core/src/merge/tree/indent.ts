/** `text` with every line but the first moved by `by` columns; `isWhole`: the first one, too. Empty lines stay empty. */
export function shift(text: string, by: number, isWhole = false): string {
  if (by === 0) return text;
  const move = (line: string): string => {
    if (line === '') return line;
    if (by > 0) return ' '.repeat(by) + line;
    const blank = /^ */.exec(line)?.[0].length ?? 0;
    return line.slice(Math.min(blank, -by));
  };
  const lines = text.split('\n');
  return lines.map((line, index) => (index === 0 && !isWhole ? line : move(line))).join('\n');
}
