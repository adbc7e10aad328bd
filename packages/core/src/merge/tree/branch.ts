import type { Address } from '../../address/address';
import { adopt, formatEntry, lineIndent } from './adopt';
import { assemble } from './assemble';
import { losesComment, mergeLead } from './comments';
import { report, type Context, type Merged, type Piece } from './context';
import { keep, mergeEntry } from './entry';
import { shift } from './indent';
import { orderUnits } from './order';
import { branchSays, entrySays, sayOf, type Branch, type Entry } from './tree';
import { unitsOf, type Unit, type Units } from './units';

interface Branches {
  readonly base: Branch | undefined;
  readonly mine: Branch;
  readonly theirs: Branch;
  readonly at: Address;
  /** The stream of documents: it is in no address where there is one document. */
  readonly isRoot: boolean;
}

const whole = ({ text, start, end }: Entry): string => text.slice(start, end);

const said = (entry: Entry): string => entrySays(entry.key, sayOf(entry));

function addressOf(context: Context, { at, isRoot }: Branches, { key, name }: Entry): Address {
  if (isRoot && !context.isStream) return at;
  return [...at, key === undefined ? { item: name } : { key: name }];
}

/** What only mine has: it stays, unless the standard has removed it and mine did not touch it. */
function kept(context: Context, branches: Branches, mine: Entry, base: Entry | undefined): Piece | undefined {
  if (!base) return keep(mine);
  if (said(base) === said(mine) && !losesComment(whole(base), whole(mine), '')) return undefined;
  const text = (entry: Entry): string => formatEntry(context.syntax, entry, true);
  const texts = { base: text(base), mine: text(mine), theirs: null };
  report(context, addressOf(context, branches, mine), 'deleted-by-standard', texts);
  return keep(mine);
}

/** What only the standard has: new, it is taken; deleted by mine, it stays away. */
function added(
  context: Context,
  branches: Branches,
  { base, theirs }: Unit,
  before: string,
): Piece | undefined {
  if (!theirs || (base && said(base) === said(theirs))) return undefined;
  const text = (entry: Entry): string => formatEntry(context.syntax, entry, true);
  const piece = base || context.isProposing ? undefined : adopt(context.syntax, theirs, branches.mine);
  if (piece) return piece;
  const texts = { base: base ? text(base) : null, mine: null, theirs: text(theirs) };
  report(context, addressOf(context, branches, theirs), base ? 'deleted-by-you' : 'changed', texts, before);
  return undefined;
}

/** What becomes of one entry; undefined: it is not in the result. */
function pieceOf(context: Context, branches: Branches, unit: Unit, before: string): Piece | undefined {
  const { base, mine, theirs } = unit;
  if (!mine) return added(context, branches, unit, before);
  if (!theirs) return kept(context, branches, mine, base);
  const at = addressOf(context, branches, mine);
  return mergeEntry(context, { base, mine, theirs, at, into: branches.mine });
}

const nameOf = ({ mine, theirs, base }: Unit): string => (mine ?? theirs ?? base)?.name ?? '';

/** The name of what each entry of the standard follows there. */
function namesBefore(units: Units): Map<Unit, string> {
  const names = new Map<Unit, string>();
  units.theirs.forEach((unit, index) => {
    const before = units.theirs[index - 1];
    names.set(unit, before ? nameOf(before) : '');
  });
  return names;
}

function reportOrder(context: Context, { mine, at }: Branches, units: Units): void {
  if (mine.kind === 'map' || mine.isSet || context.isProposing) return;
  const names = (side: readonly Unit[]): string =>
    side
      .filter((unit) => unit.mine && unit.theirs && unit.base)
      .map(nameOf)
      .join('\n');
  report(context, at, 'order', {
    base: names(units.base),
    mine: names(units.mine),
    theirs: names(units.theirs),
  });
}

const introOf = (one: Branch | undefined): string => (one ? one.text.slice(one.start, one.introEnd) : '');
const tailOf = (one: Branch | undefined): string => (one ? one.text.slice(one.tailStart, one.end) : '');
const beginOf = ({ text, start }: Branch): { text: string; contentStart: number } => ({
  text,
  contentStart: start,
});

/** The entries in their order as the branch is written; one that was empty, as the standard writes it. */
function written(context: Context, { base, mine, theirs }: Branches, pieces: readonly Piece[]): string {
  const isEmpty = mine.entries.length === 0 && pieces.length > 0;
  if (isEmpty && mine.layout === 'inline' && theirs.layout === 'inline')
    return shift(assemble(theirs, pieces, '', ''), lineIndent(beginOf(mine)) - lineIndent(beginOf(theirs)));
  const isMerged = !context.isProposing && mine.layout === 'lines' && theirs.layout === 'lines';
  if (!isMerged) return assemble(mine, pieces, introOf(mine), tailOf(mine));
  const by = mine.indent - theirs.indent;
  const intro = mergeLead(introOf(base), introOf(mine), shift(introOf(theirs), by, true));
  const tail = mergeLead(tailOf(base), tailOf(mine), shift(tailOf(theirs), by, true));
  return assemble(mine, pieces, intro, tail);
}

const raw = ({ text, start, end }: Branch): string => text.slice(start, end);

/** The three versions of one branch merged entry by entry. */
export function mergeBranch(
  context: Context,
  base: Branch | undefined,
  mine: Branch,
  theirs: Branch,
  at: Address,
  isRoot = false,
): Merged {
  if (base && raw(base) === raw(theirs)) return { text: raw(mine), says: mine.says };
  const branches = { base, mine, theirs, at, isRoot };
  const units = unitsOf(base, mine, theirs, !context.isProposing);
  const before = namesBefore(units);
  const pieces = new Map<Unit, Piece>();
  for (const unit of units.all) {
    const piece = pieceOf(context, branches, unit, before.get(unit) ?? '');
    if (piece) pieces.set(unit, piece);
  }
  const { order, isOpen } = orderUnits(units, new Set(pieces.keys()));
  if (isOpen) reportOrder(context, branches, units);
  const ordered = order.flatMap((unit) => pieces.get(unit) ?? []);
  const says = ordered.map((piece) => entrySays(piece.key, piece.says));
  return { text: written(context, branches, ordered), says: branchSays(mine.kind, says) };
}
