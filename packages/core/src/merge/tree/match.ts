import { alignSequences } from '../sequence/align';
import { similarity } from './similarity';
import { entrySays, sayOf, type Entry } from './tree';

/** Index in the one list → index in the other. */
export type Matches = Map<number, number>;

interface Sides {
  readonly a: readonly Entry[];
  readonly b: readonly Entry[];
  /** Pairs found, from either side. */
  readonly ab: Matches;
  readonly ba: Matches;
}

const said = (entry: Entry): string => entrySays(entry.key, sayOf(entry));

function matchUnique(
  sides: Sides,
  of: (entry: Entry) => string | undefined,
  accept: (a: Entry, b: Entry) => boolean,
): void {
  const { a, b, ab, ba } = sides;
  const index = (list: readonly Entry[], known: Matches): Map<string, number> => {
    const found = new Map<string, number>();
    list.forEach((entry, at) => {
      const key = known.has(at) ? undefined : of(entry);
      if (key !== undefined) found.set(key, found.has(key) ? -1 : at);
    });
    return found;
  };
  const right = index(b, ba);
  for (const [key, at] of index(a, ab)) {
    const other = right.get(key) ?? -1;
    if (at < 0 || other < 0 || !accept(a[at]!, b[other]!)) continue;
    ab.set(at, other);
    ba.set(other, at);
  }
}

const fieldOf = (identity: string): string => identity.slice(0, identity.indexOf(' '));

const fieldsOf = (entries: readonly Entry[]): Set<string> =>
  new Set(entries.flatMap(({ identities }) => identities.map(fieldOf)));

const identityOf =
  (field: string) =>
  (entry: Entry): string | undefined =>
    entry.identities.find((identity) => identity.startsWith(`${field} `));

/** Both have an id (or a name), and it differs: without a common origin they are two things. */
function contradict(a: Entry, b: Entry): boolean {
  const first = a.identities.find((one) => b.identities.some((other) => fieldOf(other) === fieldOf(one)));
  return first !== undefined && !b.identities.includes(first);
}

const unmatched = (list: readonly Entry[], known: Matches): number[] =>
  list.flatMap((_, index) => (known.has(index) ? [] : [index]));

function matchInOrder(sides: Sides): void {
  const [left, right] = [unmatched(sides.a, sides.ab), unmatched(sides.b, sides.ba)];
  const pairs = alignSequences(
    left.map((at) => said(sides.a[at]!)),
    right.map((at) => said(sides.b[at]!)),
  );
  for (const [x, y] of pairs) {
    sides.ab.set(left[x]!, right[y]!);
    sides.ba.set(right[y]!, left[x]!);
  }
}

/** How alike two entries must be to count as one that was edited; with a key or a name that differs, much more. */
const threshold = (a: Entry, b: Entry): number => (a.key !== undefined || contradict(a, b) ? 0.75 : 0.5);

/** Beyond this, what has neither name nor equal is not compared. */
const maxComparisons = 2_500;

/** Edited entries, recognised by what they have in common: each the other's only best. */
function matchAlike(sides: Sides, isStrict: boolean): void {
  const [left, right] = [unmatched(sides.a, sides.ab), unmatched(sides.b, sides.ba)];
  if (left.length === 0 || left.length * right.length > maxComparisons) return;
  const best = (of: number, among: readonly number[], alike: (x: number, y: number) => number): number => {
    const scores = among.map((at) => alike(of, at));
    const top = Math.max(...scores);
    const index = scores.indexOf(top);
    return top > 0 && scores.lastIndexOf(top) === index ? (among[index] ?? -1) : -1;
  };
  const alike = (x: number, y: number): number => {
    const [a, b] = [sides.a[x]!, sides.b[y]!];
    if (a.value.kind === 'leaf' || (isStrict && (a.key !== undefined || contradict(a, b)))) return 0;
    const score = similarity(a, b);
    return score >= threshold(a, b) ? score : 0;
  };
  for (const x of left) {
    const y = best(x, right, alike);
    if (y < 0 || sides.ba.has(y) || best(y, left, (of, at) => alike(at, of)) !== x) continue;
    sides.ab.set(x, y);
    sides.ba.set(y, x);
  }
}

/**
 * Which entries of two versions of a branch are the same ones: by key; in lists by what they say, by id, name and so on
 * where unique, by order, and at last by likeness. `isStrict`: the two have no common origin, so that neither a
 * different id nor mere likeness makes one of two.
 */
export function matchEntries(a: readonly Entry[], b: readonly Entry[], isStrict = false): Matches {
  const sides: Sides = { a, b, ab: new Map(), ba: new Map() };
  const accept = (x: Entry, y: Entry): boolean => !isStrict || !contradict(x, y);
  matchUnique(
    sides,
    ({ key }) => key,
    () => true,
  );
  if (a.some(({ key }) => key === undefined)) {
    matchUnique(sides, said, () => true);
    for (const field of fieldsOf(a)) matchUnique(sides, identityOf(field), accept);
    matchInOrder(sides);
  }
  matchAlike(sides, isStrict);
  return sides.ab;
}
