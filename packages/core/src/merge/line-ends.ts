import { isCrlf, toLf } from '../reconcile/line-ends';
import { alignSequences } from './sequence/align';

/** A text as the merge works on it, and the way back: byte order mark, line ends and the end of the last line. */
export interface Plain {
  readonly text: string;
  readonly isClosed: boolean;
}

const mark = '\uFEFF';

/** LF line ends, no byte order mark, a line end at the end. */
export function toPlain(raw: string): Plain {
  const text = toLf(raw.startsWith(mark) ? raw.slice(1) : raw);
  const isClosed = text === '' || text.endsWith('\n');
  return { text: isClosed ? text : `${text}\n`, isClosed };
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Lines that mine has keep the line ends that they have there; where those are mixed, new lines get the usual ones. */
function withMixedLineEnds(mine: string, text: string): string {
  const own = linesOf(mine);
  const lines = linesOf(text);
  const kept = new Map(alignSequences(own.map(toLf), lines).map(([from, to]) => [to, own[from] ?? '']));
  const usual = isCrlf(mine) ? '\r\n' : '\n';
  return lines.map((line, index) => kept.get(index) ?? line.replace(/\n$/, usual)).join('');
}

/** A merged text with mine's byte order mark, line ends and end of the last line. */
export function withEndsOf(mine: string, text: string): string {
  const { isClosed } = toPlain(mine);
  const body = mine.startsWith(mark) ? mine.slice(1) : mine;
  const closed = isClosed || !text.endsWith('\n') ? text : text.slice(0, -1);
  const isMixed = body.includes('\r\n') && /(^|[^\r])\n/.test(body);
  const ended = isMixed
    ? withMixedLineEnds(body, closed)
    : body.includes('\r\n')
      ? closed.replaceAll('\n', '\r\n')
      : closed;
  return (mine.startsWith(mark) ? mark : '') + ended;
}
