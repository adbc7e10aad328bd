import { matchEntries, type Matches } from './match';
import type { Branch, Entry } from './tree';

/** One entry as the three sides have it. */
export interface Unit {
  readonly base?: Entry | undefined;
  readonly mine?: Entry | undefined;
  readonly theirs?: Entry | undefined;
}

export interface Units {
  readonly all: readonly Unit[];
  readonly base: readonly Unit[];
  readonly mine: readonly Unit[];
  readonly theirs: readonly Unit[];
}

/** A mutable unit while the sides are matched. */
type Draft = { -readonly [side in keyof Unit]: Unit[side] };

const isLeaf = (entry: Entry | undefined): boolean => entry?.value.kind === 'leaf';

/** A text that is gone on both sides. */
const isReplaced = ({ base, mine, theirs }: Draft): boolean =>
  base !== undefined && base.key === undefined && isLeaf(base) && !mine && !theirs;

/** The only new entry that a side has between two others. */
function between(
  side: readonly Draft[],
  positions: ReadonlyMap<Draft, number>,
  before?: Draft,
  after?: Draft,
): Draft | undefined {
  const from = before ? (positions.get(before) ?? -2) + 1 : 0;
  const to = after ? (positions.get(after) ?? -2) : side.length;
  return to - from === 1 && !side[from]?.base ? side[from] : undefined;
}

const positionsOf = (side: readonly Draft[]): Map<Draft, number> =>
  new Map(side.map((draft, index) => [draft, index]));

/**
 * In a list of texts: what both sides put in place of one text is one place, and not two additions. Returns what became
 * part of what.
 */
function joinReplacements(
  base: readonly Draft[],
  mine: readonly Draft[],
  theirs: readonly Draft[],
): Map<Draft, Draft> {
  const joined = new Map<Draft, Draft>();
  const [mines, others] = [positionsOf(mine), positionsOf(theirs)];
  base.forEach((draft, index) => {
    if (!isReplaced(draft)) return;
    const a = between(mine, mines, base[index - 1], base[index + 1]);
    const b = between(theirs, others, base[index - 1], base[index + 1]);
    if (!a || !b || a === b || !isLeaf(a.mine) || !isLeaf(b.theirs)) return;
    a.base = draft.base;
    a.theirs = b.theirs;
    joined.set(draft, a).set(b, a);
  });
  return joined;
}

/** The drafts of a side, in its order: those of the base that it has, and its own. */
function draftsOf(
  entries: readonly Entry[],
  origin: ReadonlyMap<Entry, Draft>,
  matches: Matches,
  side: 'mine' | 'theirs',
): Draft[] {
  const known = new Map<Entry, Draft>();
  for (const [from, to] of matches) {
    const draft = origin.get(from);
    if (!draft) continue;
    draft[side] = to;
    known.set(to, draft);
  }
  return entries.map((entry) => known.get(entry) ?? { [side]: entry });
}

/** What both sides added as one draft. Returns the standard's drafts with mine in place of those. */
function joinAdditions(mine: readonly Draft[], theirs: readonly Draft[], isStrict: boolean): Draft[] {
  const added = (side: readonly Draft[], of: 'mine' | 'theirs'): Entry[] =>
    side.flatMap((draft) => (draft.base ? [] : (draft[of] ?? [])));
  const owner = new Map(mine.map((draft) => [draft.mine, draft]));
  const same = new Map<Entry, Draft>();
  for (const [own, other] of matchEntries(added(mine, 'mine'), added(theirs, 'theirs'), isStrict)) {
    const draft = owner.get(own);
    if (draft) same.set(other, Object.assign(draft, { theirs: other }));
  }
  return theirs.map((draft) => (draft.theirs && !draft.base ? same.get(draft.theirs) : undefined) ?? draft);
}

/** The entries of three versions of a branch, matched. `isStrict`: see matchEntries, for what both sides added. */
export function unitsOf(base: Branch | undefined, mine: Branch, theirs: Branch, isStrict: boolean): Units {
  const entries = base?.entries ?? [];
  const origin = new Map(entries.map((entry): [Entry, Draft] => [entry, { base: entry }]));
  const [was, is] = [
    [...origin.values()],
    draftsOf(mine.entries, origin, matchEntries(entries, mine.entries), 'mine'),
  ];
  const standards = draftsOf(theirs.entries, origin, matchEntries(entries, theirs.entries), 'theirs');
  const wanted = joinAdditions(is, standards, isStrict);
  const joined = joinReplacements(was, is, wanted);
  const final = (drafts: readonly Draft[]): Draft[] => drafts.map((draft) => joined.get(draft) ?? draft);
  const sides = { base: final(was), mine: final(is), theirs: final(wanted) };
  return { ...sides, all: [...new Set([...sides.base, ...sides.mine, ...sides.theirs])] };
}
