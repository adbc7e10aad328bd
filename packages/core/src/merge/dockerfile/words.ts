/** One word, by offsets. `before`: where the white space, continuations and comments before it begin. */
export interface Word {
  readonly before: number;
  readonly start: number;
  readonly end: number;
}

const quoted = /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|\$\{[^}]*\}|\$\([^)]*\)|[^\s"'\\]/y;

/** After white space, line continuations and the comment lines between continued lines. */
function skipGap(text: string, from: number, end: number): number {
  const gap = /(?:[ \t]|[\\`][ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*)*/y;
  gap.lastIndex = from;
  gap.exec(text);
  return Math.min(Math.max(gap.lastIndex, from), end);
}

function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (text[at] === '\\' && /^\\[ \t]*\n/.test(text.slice(at, at + 100))) break;
    quoted.lastIndex = at;
    if (!quoted.exec(text)) break;
    at = quoted.lastIndex;
  }
  return Math.min(at, end);
}

/** The words of a text, quotes respected; a list in brackets is one word. Undefined: something is no word. */
export function wordsOf(text: string, from: number, end: number, hasLists: boolean): Word[] | undefined {
  const words: Word[] = [];
  for (let at = from; ;) {
    const start = skipGap(text, at, end);
    if (start >= end) return words;
    const list = hasLists && text[start] === '[' ? /^\[[^\]]*\]/.exec(text.slice(start, end)) : null;
    const stop = list ? start + list[0].length : wordEnd(text, start, end);
    if (stop === start) return undefined;
    words.push({ before: at, start, end: stop });
    at = stop;
  }
}
