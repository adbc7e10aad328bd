import { columnOf, isOnLines, leadAt } from './adopt';
import { lostComments, mergeLead, mergeNote, mergePinNote } from './comments';
import type { Context, Piece, Three } from './context';
import { isPinned } from './leaf';
import { bodyOf, leadOf, noteOf, sayOf, type Entry } from './tree';
import { conflict, decideValue, keyOf, standardsValue, type Outcome } from './value';

/** An entry as mine has it. */
export const keep = (entry: Entry): Piece => ({
  lead: leadOf(entry),
  body: bodyOf(entry),
  note: isOnLines(entry) ? '' : noteOf(entry),
  says: sayOf(entry),
  key: entry.key,
});

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The entry's own text after edits; one that lies within another one has no effect. */
function edited(entry: Entry, edits: readonly Edit[]): string {
  let result = '';
  let at = entry.contentStart;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    result += entry.text.slice(at, start) + text;
    at = end;
  }
  return result + entry.text.slice(at, entry.end);
}

const isOwnPin = (base: Entry | undefined, mine: Entry): boolean =>
  base !== undefined && isPinned(mine) && sayOf(mine) !== sayOf(base);

/** The comment at the end of the line; `above`: where there is no place for it, goes above. */
function noteFor({ base, mine, theirs }: Three, isTheirs: boolean): { note: string; above: string } {
  const [was, is, wanted] = [base ? noteOf(base) : '', noteOf(mine), noteOf(theirs)];
  // a commit that is kept keeps its version beside it
  if (!isTheirs && isOwnPin(base, mine)) return { note: is, above: '' };
  const isUnit = isTheirs && base !== undefined && isPinned(theirs);
  const note = isUnit ? mergePinNote(was, is, wanted) : mergeNote(was, is, wanted);
  const isPlaced = mine.noteStart >= 0 || note.trim() === is.trim();
  return isPlaced ? { note, above: '' } : { note: is, above: note.trim() };
}

/** Comments above the entry: mine's, with what the standard changed in its own. */
function leadFor({ base, mine, theirs, into }: Three): string {
  if (into.layout === 'inline' || isOnLines(mine) !== isOnLines(theirs)) return leadOf(mine);
  const wanted = leadAt(leadOf(theirs), columnOf(mine) - columnOf(theirs));
  return mergeLead(base ? leadOf(base) : '', leadOf(mine), wanted);
}

/** What mine remarks at the end of a line that the standard replaces as a whole. */
function lostNote({ base, mine }: Three, { start, end, text }: Edit): string {
  const isReplaced =
    mine.noteStart >= 0 && start <= mine.noteStart && mine.noteStart < mine.noteEnd && mine.noteEnd <= end;
  return isReplaced ? lostComments(base ? bodyOf(base) : '', noteOf(mine), text).join(' ') : '';
}

const saysOf = ({ mine, theirs }: Three, outcome: Outcome): string => {
  if (outcome === 'mine') return sayOf(mine);
  if (outcome === 'theirs') return sayOf(theirs);
  return mine.props ? `${mine.props} ${outcome.says}` : outcome.says;
};

function valueEdit(context: Context, three: Three, outcome: Outcome): Edit | undefined {
  const { start, end } = three.mine.value;
  if (outcome === 'theirs') return standardsValue(context, three);
  return outcome === 'mine' ? undefined : { start, end, text: outcome.text };
}

/** One entry that mine and the standard both have. */
export function mergeEntry(context: Context, three: Three): Piece {
  const { mine, into } = three;
  const decided = decideValue(context, three);
  const value = valueEdit(context, three, decided);
  const outcome = decided === 'theirs' && !value ? conflict(context, three) : decided;
  if (context.isProposing) return keep(mine);
  const { note, above } = noteFor(three, outcome === 'theirs');
  const lost = value ? lostNote(three, value) : '';
  const lead =
    leadFor(three) + [above, lost].map((one) => one && `${' '.repeat(into.indent)}${one}\n`).join('');
  const { text, key } = keyOf(three);
  const hasNote = isOnLines(mine) && mine.noteStart >= 0;
  const edits = [
    ...(value ? [value] : []),
    ...(hasNote ? [{ start: mine.noteStart, end: mine.noteEnd, text: note }] : []),
    ...(key === mine.key ? [] : [{ start: mine.contentStart, end: mine.keyEnd, text }]),
  ];
  return {
    lead,
    body: edited(mine, edits),
    note: isOnLines(mine) ? '' : note,
    says: saysOf(three, outcome),
    key,
  };
}
