import { failed, ok, type Result } from '../problem/result';
import { isLossy } from '../reconcile/line-ends';
import type { Conflict } from './conflict';
import { toPlain, withEndsOf } from './line-ends';
import { isWhole, locate, orderOf, type Located } from './place';
import { isSettled } from './settled';
import { adopt, isOnLines } from './tree/adopt';
import { assemble } from './tree/assemble';
import { lostComments } from './tree/comments';
import type { Piece } from './tree/context';
import { keep } from './tree/entry';
import { flatName } from './tree/spot';
import { bodyOf, noteOf, type Branch, type Entry } from './tree/tree';

const gone = (path: string, { at }: Conflict): Result<never> =>
  failed({
    code: 'place-gone',
    where: path,
    what: `has no place ${at === '' ? 'at its top' : at} any more that the standard's text fits in`,
    fix: 'edit the file by hand, and settle the place with --take=edit',
  });

const notText = (path: string): Result<never> =>
  failed({
    code: 'not-utf8',
    where: path,
    what: 'has bytes that are not UTF-8, which would be lost if a part of it were written',
    fix: 'save the file in UTF-8, and decide then',
  });

const piecesOf = (branch: Branch): Piece[] => branch.entries.map(keep);

/** A place whose parent is there. */
type Found = Located & { readonly parent: Branch };

const isFound = (located: Located): located is Found => located.parent !== undefined;

/** The standard's entry in place of mine; what mine has in comments goes above it. */
function replacement(located: Found, entry: Entry, wanted: Entry, conflict: Conflict): Piece | undefined {
  const { parent, syntax } = located;
  const piece = adopt(syntax, wanted, parent);
  if (!piece) return undefined;
  const was = keep(entry);
  if (!isOnLines(entry)) return { ...piece, lead: was.lead, note: noteOf(entry) };
  const lost = lostComments(conflict.base ?? '', bodyOf(entry), `${was.lead}\n${piece.body}`);
  const pad = ' '.repeat(parent.indent);
  const key = wanted.key === entry.key ? entry.text.slice(entry.contentStart, entry.keyEnd) : undefined;
  const own = wanted.text.slice(wanted.contentStart, wanted.keyEnd);
  const body =
    key !== undefined && piece.body.startsWith(own) ? key + piece.body.slice(own.length) : piece.body;
  return { ...piece, body, lead: was.lead + lost.map((one) => `${pad}${one}\n`).join('') };
}

function inserted(located: Found, conflict: Conflict): Piece[] | undefined {
  const { parent, wanted, syntax } = located;
  const piece = wanted && adopt(syntax, wanted, parent);
  if (!piece) return undefined;
  const pieces = piecesOf(parent);
  const names = parent.entries.map(({ name }) => flatName(name));
  const after = conflict.after === undefined ? [] : orderOf(conflict.after);
  const before = after.find((name) => name !== '' && names.includes(name));
  const isLast = before === undefined && !after.includes('');
  const at = isLast ? pieces.length : before === undefined ? 0 : names.indexOf(before) + 1;
  return pieces.toSpliced(at, 0, piece);
}

function reordered({ entries }: Branch, conflict: Conflict): Piece[] {
  const wanted = new Map(orderOf(conflict.theirs).map((name, index) => [name, index]));
  const rank = ({ name }: Entry): number => wanted.get(flatName(name)) ?? -1;
  const sorted = entries.filter((entry) => rank(entry) >= 0).sort((a, b) => rank(a) - rank(b));
  let next = 0;
  return entries.map((entry) => keep(rank(entry) >= 0 ? (sorted[next++] ?? entry) : entry));
}

/** The entries of the branch that the conflict is in, after taking the standard's. */
function taken(located: Found, conflict: Conflict): Piece[] | undefined {
  const { parent, entry, wanted } = located;
  if (conflict.theirs === null) return parent.entries.filter((one) => one !== entry).map(keep);
  if (!entry) return inserted(located, conflict);
  const piece = wanted && replacement(located, entry, wanted, conflict);
  return piece && parent.entries.map((one) => (one === entry ? piece : keep(one)));
}

const between = (text: string, branch: Branch): { intro: string; tail: string } => ({
  intro: text.slice(branch.start, branch.introEnd),
  tail: text.slice(branch.tailStart, branch.end),
});

function withBranch(text: string, branch: Branch, pieces: readonly Piece[]): string {
  const { intro, tail } = between(text, branch);
  return text.slice(0, branch.start) + assemble(branch, pieces, intro, tail) + text.slice(branch.end);
}

function takePlace(text: string, located: Located, conflict: Conflict): string | undefined {
  if (conflict.kind === 'order') {
    const branch = conflict.at === '' ? located.root : located.entry?.value;
    return branch && branch.kind !== 'leaf'
      ? withBranch(text, branch, reordered(branch, conflict))
      : undefined;
  }
  if (!isFound(located)) return undefined;
  const pieces = taken(located, conflict);
  return pieces && withBranch(text, located.parent, pieces);
}

/**
 * Puts what the standard wants at the place of a conflict into the file, and leaves all else as it is. The result is
 * settled (isSettled); a problem, if what the place was in is gone.
 */
export function take(path: string, text: string, conflict: Conflict): Result<string> {
  if (isSettled(path, text, conflict)) return ok(text);
  if (isWhole(conflict)) return ok(withEndsOf(text, `${(conflict.theirs ?? '').replace(/\n$/, '')}\n`));
  if (isLossy(text)) return notText(path);
  const { text: plain } = toPlain(text);
  const located = locate(path, plain, conflict);
  const result = located && takePlace(plain, located, conflict);
  if (result === undefined || !located?.syntax.parse(result)) return gone(path, conflict);
  return ok(withEndsOf(text, result));
}
