import { alignSequences } from './align';

/** Items `start` to `end` of the base became `items`. */
interface Hunk<T> {
  readonly start: number;
  readonly end: number;
  readonly items: readonly T[];
  readonly isMine: boolean;
}

/** How what both sides add at one point is ordered; undefined: a person has to say. */
export type Joining<T> = (
  mine: readonly T[],
  theirs: readonly T[],
) => 'mine-first' | 'theirs-first' | readonly T[] | undefined;

interface Side<T> {
  readonly hunks: readonly Hunk<T>[];
  /** Where the base's items are that the side has, too. */
  readonly kept: ReadonlyMap<number, T>;
}

function sideOf<T>(
  base: readonly T[],
  other: readonly T[],
  textOf: (item: T) => string,
  isMine: boolean,
): Side<T> {
  const hunks: Hunk<T>[] = [];
  const kept = new Map<number, T>();
  let [at, otherAt] = [0, 0];
  const pairs = alignSequences(base.map(textOf), other.map(textOf));
  for (const [left, right] of [...pairs, [base.length, other.length] as const]) {
    if (left > at || right > otherAt)
      hunks.push({ start: at, end: left, items: other.slice(otherAt, right), isMine });
    const item = other[right];
    if (left < base.length && item !== undefined) kept.set(left, item);
    [at, otherAt] = [left + 1, right + 1];
  }
  return { hunks, kept };
}

const isInsertion = <T>({ start, end }: Hunk<T>): boolean => start === end;

/**
 * Two changes stand in each other's way where they have an item of the base in common, or where both add some at one
 * point. What is added next to a changed item is no conflict: the order is clear.
 */
const clash = <T>(a: Hunk<T>, b: Hunk<T>): boolean =>
  isInsertion(a) && isInsertion(b) ? a.start === b.start : b.start < a.end;

interface Rules<T> {
  readonly textOf: (item: T) => string;
  readonly joining: Joining<T>;
}

const isSame = <T>(a: Hunk<T>, b: Hunk<T>, { textOf }: Rules<T>): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.items.length === b.items.length &&
  a.items.every((item, index) => textOf(item) === textOf(b.items[index] as T));

/** What both sides add at one point as one. */
function join<T>(a: Hunk<T>, b: Hunk<T>, { textOf, joining }: Rules<T>): Hunk<T> | undefined {
  if (!isInsertion(a) || !isInsertion(b)) return undefined;
  const [mine, theirs] = a.isMine ? [a, b] : [b, a];
  const known = new Set(mine.items.map(textOf));
  const others = theirs.items.filter((item) => !known.has(textOf(item)));
  const order = others.length === 0 ? 'mine-first' : joining(mine.items, others);
  if (order === undefined) return undefined;
  if (typeof order !== 'string') return { ...mine, items: order };
  return { ...mine, items: order === 'mine-first' ? [...mine.items, ...others] : [...others, ...mine.items] };
}

/** Hunks of both sides as one series; undefined: they clash. */
function combine<T>(hunks: readonly Hunk<T>[], rules: Rules<T>): Hunk<T>[] | undefined {
  const result: Hunk<T>[] = [];
  const last = { mine: -1, theirs: -1 };
  for (const hunk of hunks) {
    const [own, other] = hunk.isMine ? (['mine', 'theirs'] as const) : (['theirs', 'mine'] as const);
    const index = last[other];
    const before = result[index];
    if (before && isSame(before, hunk, rules)) continue;
    if (before && clash(before, hunk)) {
      const joined = join(before, hunk, rules);
      if (!joined) return undefined;
      result[index] = joined;
    } else last[own] = result.push(hunk) - 1;
  }
  return result;
}

/**
 * The changes of both sides applied to the base; undefined: they clash. Items that nobody changed are taken as mine
 * has them. `joining` orders what both add at one point; without it that is a clash.
 */
export function mergeSequences<T>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  textOf: (item: T) => string,
  joining: Joining<T> = () => undefined,
): T[] | undefined {
  const [own, other] = [sideOf(base, mine, textOf, true), sideOf(base, theirs, textOf, false)];
  const hunks = [...own.hunks, ...other.hunks].sort((a, b) => a.start - b.start || a.end - b.end);
  const combined = combine(hunks, { textOf, joining });
  if (!combined) return undefined;
  const result: T[] = [];
  let at = 0;
  const copy = (to: number): void => {
    for (; at < to; at++) result.push(own.kept.get(at) ?? (base[at] as T));
  };
  for (const { start, end, items } of combined) {
    copy(start);
    for (const item of items) result.push(item);
    at = Math.max(at, end);
  }
  copy(base.length);
  return result;
}

/** mergeSequences for lines, or other texts. */
export const mergeLines = (
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): string[] | undefined => mergeSequences(base, mine, theirs, (line) => line);
