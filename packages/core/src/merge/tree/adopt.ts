import type { Piece, Syntax } from './context';
import { padOf, shift } from './indent';
import { bodyOf, leadOf, noteOf, sayOf, type Branch, type Entry } from './tree';

/** Where in its line an entry begins. */
export const columnOf = ({ text, contentStart }: Entry): number =>
  contentStart - (contentStart === 0 ? 0 : text.lastIndexOf('\n', contentStart - 1) + 1);

/** The indentation of the line that an entry begins in. */
export function lineIndent({
  text,
  contentStart,
}: {
  readonly text: string;
  readonly contentStart: number;
}): number {
  const start = contentStart === 0 ? 0 : text.lastIndexOf('\n', contentStart - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, contentStart))?.[0].length ?? 0;
}

/** The comments above an entry, moved by `by` columns. */
export const leadAt = (lead: string, by: number): string => shift(lead, by, true);

/** Whether an entry lies on lines of its own, and not between brackets. */
export const isOnLines = ({ text, end }: Entry): boolean => end > 0 && text[end - 1] === '\n';

/** An entry as a text of its own, which can be read again: what conflicts show. */
export function formatEntry(syntax: Syntax, entry: Entry, withLead: boolean): string {
  if (!isOnLines(entry))
    return syntax.toLines(entry, shift(bodyOf(entry), -lineIndent(entry))).replace(/\n$/, '');
  const by = -columnOf(entry);
  const text = (withLead ? leadAt(leadOf(entry), by) : '') + shift(bodyOf(entry), by);
  return text.replace(/^\n+/, '').replace(/\n$/, '');
}

/** An entry that is on lines, or between brackets, in a branch of lines. */
function onLines(syntax: Syntax, entry: Entry, into: Branch): Pick<Piece, 'lead' | 'body'> | undefined {
  if (!isOnLines(entry)) return { lead: '', body: shift(syntax.toLines(entry, bodyOf(entry)), into.indent) };
  const by = into.indent - columnOf(entry);
  const lead = leadAt(leadOf(entry), by);
  if (entry.key === undefined || entry.isPair === into.isPairs)
    return { lead, body: shift(bodyOf(entry), by) };
  const body = syntax.recast?.(entry);
  return body === undefined ? undefined : { lead, body };
}

function betweenBrackets(
  syntax: Syntax,
  entry: Entry,
  into: Branch,
): Pick<Piece, 'lead' | 'body'> | undefined {
  if (isOnLines(entry)) {
    const body = syntax.toInline(entry);
    return body === undefined ? undefined : { lead: '', body };
  }
  const by = into.indent === 0 ? 0 : into.indent - lineIndent(entry);
  const blank = padOf(into).slice(0, 1);
  return { lead: shift(leadOf(entry), by, false, blank), body: shift(bodyOf(entry), by, false, blank) };
}

/** An entry of the standard as it stands in a branch of mine; undefined: it can't be written there. */
export function adopt(syntax: Syntax, entry: Entry, into: Branch): Piece | undefined {
  const isInline = into.layout === 'inline';
  const text = isInline ? betweenBrackets(syntax, entry, into) : onLines(syntax, entry, into);
  const note = isInline && !isOnLines(entry) ? noteOf(entry) : '';
  return text && { ...text, note, says: sayOf(entry), key: entry.key };
}
