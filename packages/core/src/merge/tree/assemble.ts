import type { Piece } from './context';
import type { Branch } from './tree';

/** The pieces as the branch that they are in is written. */
export const assemble = (branch: Branch, pieces: readonly Piece[], intro: string, tail: string): string =>
  branch.layout === 'lines' ? assembleLines(branch, pieces, intro, tail) : assembleInline(branch, pieces);

function assembleLines(branch: Branch, pieces: readonly Piece[], intro: string, tail: string): string {
  const pad = ' '.repeat(branch.indent);
  const text = pieces.map(({ lead, body }) => lead + pad + body).join('');
  const isDirect = branch.isCompact && pieces[0]?.lead === '';
  return intro + (branch.isCompact ? (isDirect ? text.slice(pad.length) : text.trimStart()) : text) + tail;
}

const hasBreak = (text: string): boolean => text.includes('\n');

/** The white space (and comments) before each piece: on one line, one space between two. */
function leads(branch: Branch, pieces: readonly Piece[]): string[] {
  const { entries, indent, text } = branch;
  const first = entries[0];
  const firstLead = first ? text.slice(first.start, first.leadEnd) : '';
  const isBroken = entries.some((entry) => hasBreak(text.slice(entry.start, entry.leadEnd)));
  const gap = isBroken ? `\n${' '.repeat(indent)}` : ' ';
  return pieces.map(({ lead }, index) => {
    if (lead.trim() !== '') return hasBreak(lead) ? lead : `\n${lead}`;
    if (isBroken) return hasBreak(lead) ? lead : gap;
    if (index === 0) return firstLead.trim() === '' ? firstLead : '';
    const isFirst = lead === firstLead && first !== undefined;
    return hasBreak(lead) || lead === '' || (isFirst && lead.trim() === '') ? gap : lead;
  });
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
