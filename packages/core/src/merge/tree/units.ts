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

const left = <T>(list: readonly T[], known: (index: number) => boolean): { index: number; entry: T }[] =>
  list.flatMap((entry, index) => (known(index) ? [] : [{ index, entry }]));

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

function pairUp(
  entries: readonly Entry[],
  drafts: readonly Draft[],
  matches: Matches,
  side: 'mine' | 'theirs',
): Draft[] {
  const found = entries.map((): Draft | undefined => undefined);
  for (const [from, to] of matches) {
    const draft = drafts[from];
    if (!draft) continue;
    draft[side] = entries[to];
    found[to] = draft;
  }
  return entries.map((entry, index) => found[index] ?? { [side]: entry });
}

/** The entries of three versions of a branch, matched. */
export function unitsOf(base: Branch | undefined, mine: Branch, theirs: Branch, isStrict: boolean): Units {
  const origin = (base?.entries ?? []).map((entry): Draft => ({ base: entry }));
  const a = pairUp(mine.entries, origin, matchEntries(base?.entries ?? [], mine.entries), 'mine');
  const b = pairUp(theirs.entries, origin, matchEntries(base?.entries ?? [], theirs.entries), 'theirs');
  const [added, new_] = [left(a, (i) => a[i]?.base !== undefined), left(b, (i) => b[i]?.base !== undefined)];
  const common = matchEntries(
    added.map(({ index }) => mine.entries[index]!),
    new_.map(({ index }) => theirs.entries[index]!),
    isStrict,
  );
  for (const [from, to] of common) {
    const [at, other] = [added[from]?.index ?? 0, new_[to]?.index ?? 0];
    a[at]!.theirs = theirs.entries[other];
    b[other] = a[at]!;
  }
  const joined = joinReplacements(origin, a, b);
  const final = (draft: Draft): Draft => joined.get(draft) ?? draft;
  const [units, mines, others] = [origin.map(final), a.map(final), b.map(final)];
  return { all: [...new Set([...units, ...mines, ...others])], base: units, mine: mines, theirs: others };
}
