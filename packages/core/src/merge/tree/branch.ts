import { adopt, formatEntry, lineIndent } from './adopt';
import { assemble } from './assemble';
import { losesComment, mergeLead } from './comments';
import { report, type Context, type Merged, type Piece } from './context';
import { keep, mergeEntry } from './entry';
import { shift } from './indent';
import { orderUnits } from './order';
import { spotIn, type Spot } from './spot';
import { branchSays, entrySays, sayOf, type Branch, type Entry } from './tree';
import { unitsOf, type Unit, type Units } from './units';

interface Branches {
  readonly base: Branch | undefined;
  readonly mine: Branch;
  readonly theirs: Branch;
  /** The entry that the branch is the value of. */
  readonly at: Spot;
}

/** An entry, where it will be, and what it follows in the standard. */
interface Placed {
  readonly unit: Unit;
  readonly at: Spot;
  readonly after: readonly Spot[];
}

const whole = ({ text, start, end }: Entry): string => text.slice(start, end);

const said = (entry: Entry): string => entrySays(entry.key, sayOf(entry));

/** What only mine has: it stays, unless the standard has removed it and mine did not touch it. */
function kept(context: Context, at: Spot, mine: Entry, base: Entry | undefined): Piece | undefined {
  if (!base) return keep(mine);
  if (said(base) === said(mine) && !losesComment(whole(base), whole(mine), '')) return undefined;
  const text = (entry: Entry): string => formatEntry(context.syntax, entry, true);
  report(context, { at, kind: 'deleted-by-standard', base: text(base), mine: text(mine), theirs: null });
  return keep(mine);
}

/** What only the standard has: new, it is taken; deleted by mine, it stays away. */
function added(context: Context, into: Branch, { unit, at, after }: Placed): Piece | undefined {
  const { base, theirs } = unit;
  if (!theirs || (base && said(base) === said(theirs))) return undefined;
  const text = (entry: Entry): string => formatEntry(context.syntax, entry, true);
  const piece = base || context.isProposing ? undefined : adopt(context.syntax, theirs, into);
  if (piece) return piece;
  const texts = { base: base ? text(base) : null, mine: null, theirs: text(theirs) };
  report(context, { at, kind: base ? 'deleted-by-you' : 'changed', ...texts, after });
  return undefined;
}

/** What becomes of one entry; undefined: it is not in the result. */
function pieceOf(context: Context, into: Branch, placed: Placed): Piece | undefined {
  const { unit, at } = placed;
  const { base, mine, theirs } = unit;
  if (!mine) return added(context, into, placed);
  if (!theirs) return kept(context, at, mine, base);
  return mergeEntry(context, { base, mine, theirs, at, into });
}

/** Where each entry will be. */
const spotsOf = (units: Units, parent: Spot): Map<Unit, Spot> =>
  new Map(units.all.map((unit) => [unit, spotIn(parent, unit.mine ?? unit.theirs ?? unit.base)]));

/** How many of the entries before one are named in a conflict, at most. */
const maxNamed = 30;

function spotsBefore(units: Units, spots: ReadonlyMap<Unit, Spot>): (unit: Unit) => Spot[] {
  const places = new Map(units.theirs.map((unit, index) => [unit, index]));
  return (unit) => {
    const place = places.get(unit) ?? 0;
    const before = units.theirs.slice(Math.max(0, place - maxNamed), place).reverse();
    return before.flatMap((one) => spots.get(one) ?? []);
  };
}

function reportOrder(
  context: Context,
  { mine, at }: Branches,
  units: Units,
  spots: ReadonlyMap<Unit, Spot>,
): void {
  if (mine.kind === 'map' || mine.isSet || context.isProposing) return;
  const named = (side: readonly Unit[]): Spot[] =>
    side.flatMap((unit) => (unit.mine && unit.theirs && unit.base ? (spots.get(unit) ?? []) : []));
  const orders = { base: named(units.base), mine: named(units.mine), theirs: named(units.theirs) };
  report(context, { at, kind: 'order', base: null, mine: null, theirs: null, orders });
}

const introOf = (one: Branch | undefined): string => (one ? one.text.slice(one.start, one.introEnd) : '');
const tailOf = (one: Branch | undefined): string => (one ? one.text.slice(one.tailStart, one.end) : '');
const beginOf = ({ text, start }: Branch): { text: string; contentStart: number } => ({
  text,
  contentStart: start,
});

/** What stands where both sides together have taken everything away. */
function emptied({ syntax }: Context, { mine, at }: Branches): string {
  const isGone = at.parent !== undefined && mine.layout === 'lines' && mine.entries.length > 0;
  const text = isGone ? syntax.toEmpty?.(mine.kind) : undefined;
  return text === undefined ? '' : `${mine.isCompact ? '' : ' '.repeat(mine.indent)}${text}\n`;
}

/** The entries in their order as the branch is written; one that was empty, as the standard writes it. */
function written(context: Context, branches: Branches, pieces: readonly Piece[]): string {
  const { base, mine, theirs } = branches;
  const isEmpty = mine.entries.length === 0 && pieces.length > 0;
  if (isEmpty && mine.layout === 'inline' && theirs.layout === 'inline')
    return shift(assemble(theirs, pieces, '', ''), lineIndent(beginOf(mine)) - lineIndent(beginOf(theirs)));
  const isMerged = !context.isProposing && mine.layout === 'lines' && theirs.layout === 'lines';
  const nothing = pieces.length === 0 ? emptied(context, branches) : '';
  if (!isMerged) return assemble(mine, pieces, introOf(mine) + nothing, tailOf(mine));
  const by = mine.indent - theirs.indent;
  const merge = context.syntax.mergeIntro ?? mergeLead;
  const intro = merge(introOf(base), introOf(mine), shift(introOf(theirs), by, true));
  const tail = mergeLead(tailOf(base), tailOf(mine), shift(tailOf(theirs), by, true));
  return assemble(mine, pieces, intro + nothing, tail);
}

const raw = ({ text, start, end }: Branch): string => text.slice(start, end);

/** The three versions of one branch merged entry by entry. */
export function mergeBranch(
  context: Context,
  base: Branch | undefined,
  mine: Branch,
  theirs: Branch,
  at: Spot,
): Merged {
  if (base && raw(base) === raw(theirs)) return { text: raw(mine), says: mine.says };
  const branches = { base, mine, theirs, at };
  const units = unitsOf(base, mine, theirs, !context.isProposing);
  const spots = spotsOf(units, at);
  const before = spotsBefore(units, spots);
  const pieces = new Map<Unit, Piece>();
  for (const [unit, spot] of spots) {
    const piece = pieceOf(context, mine, { unit, at: spot, after: unit.mine ? [] : before(unit) });
    if (piece) pieces.set(unit, piece);
  }
  const { order, isOpen } = orderUnits(units, new Set(pieces.keys()));
  if (isOpen) reportOrder(context, branches, units, spots);
  order.forEach((unit, index) => Object.assign(spots.get(unit) ?? {}, { index }));
  const ordered = order.flatMap((unit) => pieces.get(unit) ?? []);
  const says = ordered.map((piece) => entrySays(piece.key, piece.says));
  return { text: written(context, branches, ordered), says: branchSays(mine.kind, says) };
}
