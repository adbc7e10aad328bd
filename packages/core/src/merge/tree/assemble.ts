import type { Piece } from './context';
import { padOf } from './indent';
import type { Branch } from './tree';

/** The pieces as the branch that they are in is written. */
export const assemble = (branch: Branch, pieces: readonly Piece[], intro: string, tail: string): string =>
  branch.layout === 'lines' ? assembleLines(branch, pieces, intro, tail) : assembleInline(branch, pieces);

function assembleLines(branch: Branch, pieces: readonly Piece[], intro: string, tail: string): string {
  const pad = ' '.repeat(branch.indent);
  const { divider = '' } = branch;
  const text = pieces
    .map(({ lead, body }, index) => {
      const isApart = index === 0 || body.startsWith(divider.trim());
      return lead + (isApart ? '' : divider) + pad + body;
    })
    .join('');
  const isDirect = branch.isCompact && pieces[0]?.lead === '';
  return intro + (branch.isCompact ? (isDirect ? text.slice(pad.length) : text.trimStart()) : text) + tail;
}

const hasBreak = (text: string): boolean => text.includes('\n');

const leadsOf = ({ entries, text }: Branch): string[] =>
  entries.map((entry) => text.slice(entry.start, entry.leadEnd));

/** Words of one instruction: a new one is written as the last one is, on a line of its own or not. */
function wordLeads(branch: Branch, pieces: readonly Piece[]): string[] {
  const own = leadsOf(branch);
  const usual = own.length > 1 ? (own.at(-1) ?? ' ').replace(/^[ \t]*#.*\n/gm, '') : ' ';
  return pieces.map(({ lead }, index) => {
    if (index === 0) return own[0] ?? ' ';
    const isPlain = lead.trim() === '' && !own.slice(1).includes(lead);
    return isPlain || lead === '' ? usual : lead;
  });
}

/** Entries on lines of their own between brackets. */
const brokenLeads = (pieces: readonly Piece[], gap: string): string[] =>
  pieces.map(({ lead }) => (hasBreak(lead) ? lead : lead.trim() === '' ? gap : `\n${lead}`));

/** Entries on one line: one space between two, or none where mine has none; only a comment breaks it. */
function plainLeads(pieces: readonly Piece[], own: readonly string[]): string[] {
  const first = own[0]?.trim() === '' ? own[0] : '';
  const others = own.slice(1);
  const usual = others.length > 0 && others.every((lead) => lead === '') ? '' : ' ';
  return pieces.map(({ lead }, index) => {
    if (lead.trim() !== '') return hasBreak(lead) ? lead : `\n${lead}`;
    if (index === 0) return first;
    return others.includes(lead) ? lead : usual;
  });
}

/** The white space (and comments) before each piece. */
function leads(branch: Branch, pieces: readonly Piece[]): string[] {
  if (branch.joiner === '') return wordLeads(branch, pieces);
  const own = leadsOf(branch);
  if (own.some(hasBreak)) return brokenLeads(pieces, `\n${padOf(branch)}`);
  return plainLeads(pieces, own);
}

function assembleInline(branch: Branch, pieces: readonly Piece[]): string {
  const { text, start, end, tailStart, joiner, introEnd } = branch;
  const last = branch.entries.at(-1);
  const isTrailing =
    last !== undefined && joiner !== '' && text.slice(last.end, last.noteStart).includes(joiner);
  const before = leads(branch, pieces);
  const inner = pieces.map(({ body, note }, index) => {
    const isLast = index === pieces.length - 1;
    return (before[index] ?? '') + body + (isLast && !isTrailing ? '' : joiner) + note;
  });
  return text.slice(start, introEnd) + inner.join('') + text.slice(tailStart, end);
}
