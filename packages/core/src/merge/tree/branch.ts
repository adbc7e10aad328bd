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

const beginOf = ({ text, start }: Branch): { text: string; contentStart: number } => ({
  text,
  contentStart: start,
});

interface Branches {
  readonly base: Branch | undefined;
  readonly mine: Branch;
  readonly theirs: Branch;
  readonly at: Address;
  /** The stream of documents: it is in no address where there is one document. */
  readonly isRoot: boolean;
}

const whole = ({ text, start, end }: Entry): string => text.slice(start, end);

const isChanged = (base: Entry, now: Entry): boolean =>
  entrySays(base.key, sayOf(base)) !== entrySays(now.key, sayOf(now));

const addressOf = (context: Context, at: Address, { key, name }: Entry, isRoot: boolean): Address => {
  if (isRoot && !context.isStream) return at;
  return [...at, key === undefined ? { item: name } : { key: name }];
};

/** What a branch is made of when one merges, entry by entry. */
function pieceOf(context: Context, branches: Branches, unit: Unit, before: () => string): Piece | undefined {
  const { base, mine, theirs } = unit;
  const place = mine ?? theirs ?? base;
  if (!place) return undefined;
  const at = addressOf(context, branches.at, place, branches.isRoot);
  const text = (entry: Entry): string => formatEntry(context.syntax, entry, true);
  if (mine && theirs) return mergeEntry(context, { base, mine, theirs, at, into: branches.mine });
  if (mine) {
    if (!base) return keep(mine);
    if (!isChanged(base, mine) && !losesComment(whole(base), whole(mine), '')) return undefined;
    report(context, at, 'deleted-by-standard', { base: text(base), mine: text(mine), theirs: null });
    return keep(mine);
  }
  if (!theirs) return undefined;
  const texts = { base: base ? text(base) : null, mine: null, theirs: text(theirs) };
  if (base) {
    if (isChanged(base, theirs)) report(context, at, 'deleted-by-you', texts, before());
    return undefined;
  }
  const piece = context.isProposing ? undefined : adopt(context.syntax, theirs, branches.mine);
  if (!piece) report(context, at, 'changed', texts, before());
  return piece;
}

/** The name of what an entry of the standard follows there. */
const namesBefore = (units: Units): ((unit: Unit) => string) => {
  const names = new Map<Unit, string>();
  let name = '';
  for (const unit of units.theirs) {
    names.set(unit, name);
    name = (unit.mine ?? unit.theirs)?.name ?? name;
  }
  return (unit) => names.get(unit) ?? '';
};

const namesOf = (units: readonly Unit[]): string =>
  units.flatMap(({ mine, theirs, base }) => (mine ?? theirs ?? base)?.name ?? []).join('\n');

function intros({ base, mine, theirs }: Branches, isProposing: boolean): { intro: string; tail: string } {
  const introOf = (one: Branch | undefined): string => (one ? one.text.slice(one.start, one.introEnd) : '');
  const tailOf = (one: Branch | undefined): string => (one ? one.text.slice(one.tailStart, one.end) : '');
  if (isProposing || mine.layout !== 'lines' || theirs.layout !== 'lines')
    return { intro: introOf(mine), tail: tailOf(mine) };
  return {
    intro: mergeLead(introOf(base), introOf(mine), introOf(theirs)),
    tail: mergeLead(tailOf(base), tailOf(mine), tailOf(theirs)),
  };
}

/** The three versions of one branch merged entry by entry. */
export function mergeBranch(
  context: Context,
  base: Branch | undefined,
  mine: Branch,
  theirs: Branch,
  at: Address,
  isRoot = false,
): Merged {
  const branches = { base, mine, theirs, at, isRoot };
  const raw = (one: Branch): string => one.text.slice(one.start, one.end);
  if (base && !context.isProposing && raw(base) === raw(theirs)) return { text: raw(mine), says: mine.says };
  const units = unitsOf(base, mine, theirs, !context.isProposing);
  const before = namesBefore(units);
  const pieces = new Map<Unit, Piece>();
  for (const unit of units.all) {
    const piece = pieceOf(context, branches, unit, () => before(unit));
    if (piece) pieces.set(unit, piece);
  }
  const { order, isOpen } = orderUnits(units, new Set(pieces.keys()));
  if (isOpen && mine.kind === 'list' && !mine.isSet && !context.isProposing) {
    const common = (list: readonly Unit[]): string =>
      namesOf(list.filter((unit) => unit.mine && unit.theirs && unit.base));
    report(context, at, 'order', {
      base: common(units.base),
      mine: common(units.mine),
      theirs: common(units.theirs),
    });
  }
  const ordered = order.flatMap((unit) => pieces.get(unit) ?? []);
  const { intro, tail } = intros(branches, context.isProposing);
  const isNew = mine.entries.length === 0 && theirs.layout === 'inline' && mine.layout === 'inline';
  const text = isNew
    ? shift(assemble(theirs, ordered, '', ''), lineIndent(beginOf(mine)) - lineIndent(beginOf(theirs)))
    : assemble(mine, ordered, intro, tail);
  return {
    text,
    says: branchSays(
      mine.kind,
      ordered.map(({ key, says }) => entrySays(key, says)),
    ),
  };
}
