import type { Address } from '../../address/address';
import { adopt, formatEntry, isOnLines, leadAt, lineIndent } from './adopt';
import { mergeBranch } from './branch';
import { losesComment, mergeLead, mergeNote, mergePinNote } from './comments';
import { report, type Context, type Merged, type Piece } from './context';
import { isPinned, newerOf } from './leaf';
import { shift } from './indent';
import { bodyOf, leadOf, noteOf, sayOf, type Branch, type Entry } from './tree';

/** What becomes of an entry's value: it stays, becomes the standard's, or is a text made of both. */
type Outcome = 'mine' | 'theirs' | Merged;

export interface Three {
  readonly base: Entry | undefined;
  readonly mine: Entry;
  readonly theirs: Entry;
  readonly at: Address;
  /** The branches that the entry is in. */
  readonly into: Branch;
}

/** An entry as mine has it. */
export const keep = (entry: Entry): Piece => ({
  lead: leadOf(entry),
  body: bodyOf(entry),
  note: isOnLines(entry) ? '' : noteOf(entry),
  says: sayOf(entry),
  key: entry.key,
});

const sameBranches = ({ mine, theirs }: Three): boolean =>
  mine.value.kind !== 'leaf' && mine.value.kind === theirs.value.kind && mine.props === theirs.props;

function conflict(context: Context, { base, mine, theirs, at }: Three): 'mine' {
  const text = (entry: Entry): string => formatEntry(context.syntax, entry, false);
  report(context, at, 'changed', { base: base ? text(base) : null, mine: text(mine), theirs: text(theirs) });
  return 'mine';
}

function decideLeaf(context: Context, three: Three): Outcome {
  const { base, mine, theirs } = three;
  if (!base) return conflict(context, three);
  return (
    newerOf(base, mine, theirs) ?? context.syntax.mergeLeaf?.(base, mine, theirs) ?? conflict(context, three)
  );
}

function decide(context: Context, three: Three): Outcome {
  const { base, mine, theirs, at } = three;
  const [is, wanted] = [sayOf(mine), sayOf(theirs)];
  if (sameBranches(three)) {
    const was =
      base?.value.kind === mine.value.kind && base.props === mine.props ? (base.value as Branch) : undefined;
    return mergeBranch(context, was, mine.value as Branch, theirs.value as Branch, at);
  }
  if (is === wanted) return 'mine';
  if (base && sayOf(base) === wanted) return 'mine';
  if (!base || sayOf(base) !== is) return decideLeaf(context, three);
  const isLost = losesComment(bodyOf(base), bodyOf(mine), `${bodyOf(theirs)} ${noteOf(mine)}`);
  return isLost ? conflict(context, three) : 'theirs';
}

const keyTextOf = ({ text, contentStart, keyEnd }: Entry): string => text.slice(contentStart, keyEnd);

const column = ({ text, contentStart }: Entry): number =>
  contentStart - (text.lastIndexOf('\n', contentStart - 1) + 1);

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function edited(entry: Entry, edits: readonly Edit[]): string {
  let result = '';
  let at = entry.contentStart;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += entry.text.slice(at, start) + text;
    at = end;
  }
  return result + entry.text.slice(at, entry.end);
}

const isPlace = ({ noteStart }: Entry): boolean => noteStart >= 0;

/** The comment at the end of the line, and what of it has no place there and goes above. */
function noteFor({ base, mine, theirs }: Three, isTheirs: boolean): { note: string; above: string } {
  const [was, is, wanted] = [base ? noteOf(base) : '', noteOf(mine), noteOf(theirs)];
  const isUnit = isTheirs && isPinned(theirs) && base !== undefined;
  const note = isUnit ? mergePinNote(was, is, wanted) : mergeNote(was, is, wanted);
  if (isPlace(mine) || note.trim() === is.trim()) return { note, above: '' };
  return { note: is, above: `${note.trim()}\n` };
}

const isScalar = ({ value }: Entry): boolean =>
  value.kind === 'leaf' && value.form !== 'atom' && value.form !== 'lines';

/** The standard's value in my entry: the text of the value alone where both are written on one line. */
function replaceValue(context: Context, three: Three, note: string): string | undefined {
  const { base, mine, theirs, into } = three;
  const { start, end } = mine.value;
  const own = context.syntax.requote;
  if (
    isScalar(mine) &&
    isScalar(theirs) &&
    mine.props === theirs.props &&
    start < end &&
    theirs.value.start < theirs.value.end
  ) {
    const source = theirs.text.slice(theirs.value.start, theirs.value.end);
    const isRestyled =
      base?.value.kind === 'leaf' && mine.value.kind === 'leaf' && base.value.form !== mine.value.form;
    const text =
      isRestyled &&
      theirs.value.kind === 'leaf' &&
      mine.value.kind === 'leaf' &&
      theirs.value.string !== undefined
        ? (own?.(theirs.value.string, mine.value.form) ?? source)
        : source;
    const edits = [{ start, end, text }];
    return edited(
      mine,
      isOnLines(mine) ? [...edits, { start: mine.noteStart, end: mine.noteEnd, text: note }] : edits,
    );
  }
  if (isOnLines(mine) !== isOnLines(theirs)) return adopt(context.syntax, theirs, into)?.body;
  const body = theirs.text.slice(theirs.keyEnd, theirs.end);
  const isKept = base !== undefined && keyTextOf(base) !== keyTextOf(mine);
  return (
    (isKept ? keyTextOf(mine) : keyTextOf(theirs)) +
    shift(body, isOnLines(mine) ? column(mine) - column(theirs) : lineIndent(mine) - lineIndent(theirs))
  );
}

/** One entry that mine and the standard both have. */
export function mergeEntry(context: Context, three: Three): Piece {
  const { base, mine, theirs, into } = three;
  const outcome = decide(context, three);
  const isTheirs = outcome === 'theirs';
  const { note, above } = context.isProposing ? { note: noteOf(mine), above: '' } : noteFor(three, isTheirs);
  const by = isOnLines(mine) && isOnLines(theirs) ? column(mine) - column(theirs) : 0;
  const isLeadFixed =
    context.isProposing || isOnLines(mine) !== isOnLines(theirs) || into.layout === 'inline';
  const lead = isLeadFixed
    ? leadOf(mine)
    : mergeLead(base ? leadAt(leadOf(base), 0) : '', leadOf(mine), leadAt(leadOf(theirs), by));
  const piece = { ...keep(mine), lead: above === '' ? lead : lead + ' '.repeat(into.indent) + above };
  if (isTheirs) {
    const body = replaceValue(context, three, note);
    if (body === undefined) return (conflict(context, three), piece);
    return { ...piece, body, note: isOnLines(mine) ? '' : note, says: sayOf(theirs) };
  }
  const edits: Edit[] = [];
  if (typeof outcome === 'object')
    edits.push({ start: mine.value.start, end: mine.value.end, text: outcome.text });
  if (isOnLines(mine) && isPlace(mine)) edits.push({ start: mine.noteStart, end: mine.noteEnd, text: note });
  const says =
    typeof outcome === 'object' ? (mine.props ? `${mine.props} ${outcome.says}` : outcome.says) : sayOf(mine);
  return { ...piece, body: edited(mine, edits), note: isOnLines(mine) ? '' : note, says };
}
