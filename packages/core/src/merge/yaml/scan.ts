/** Small looks at YAML text outside of scalars, where a `#` after white space begins a comment. */
const lineRest = /[ \t]*(#[^\n]*)?(?=\n|$)/y;

/** Where the comment of the line begins (with its spaces) and ends, from `at` on, which nothing else follows; or none. */
export function noteAt(text: string, at: number): { start: number; end: number } | undefined {
  lineRest.lastIndex = at;
  const match = lineRest.exec(text);
  if (!match) return undefined;
  const end = match[1] === undefined ? at : lineRest.lastIndex;
  return { start: at, end };
}

/** The beginning of the next line. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

/** The beginning of the line that `at` is in. */
export const lineStart = (text: string, at: number): number =>
  at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;

/**
 * The end of those lines from `from` up to `limit` that belong to what stands above them: up to the last comment of an
 * unbroken series that is indented by `indent` or more.
 */
export function tailEnd(text: string, from: number, limit: number, indent: number): number {
  let end = from;
  for (let at = from; at < limit; at = nextLine(text, at)) {
    const line = text.slice(at, nextLine(text, at));
    const content = line.trimStart();
    if (content === '') continue;
    if (line.length - content.length < indent) break;
    end = nextLine(text, at);
  }
  return end;
}
