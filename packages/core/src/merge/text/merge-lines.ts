import { alignSequences } from '../tree/sequence';

/** Lines `start` to `end` of the base became `lines`. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
  readonly isMine: boolean;
}

function hunksOf(base: readonly string[], other: readonly string[], isMine: boolean): Hunk[] {
  const hunks: Hunk[] = [];
  let [at, otherAt] = [0, 0];
  for (const [left, right] of [...alignSequences(base, other), [base.length, other.length] as const]) {
    if (left > at || right > otherAt)
      hunks.push({ start: at, end: left, lines: other.slice(otherAt, right), isMine });
    [at, otherAt] = [left + 1, right + 1];
  }
  return hunks;
}

const isInsertion = ({ start, end }: Hunk): boolean => start === end;

const isSame = (a: Hunk, b: Hunk): boolean =>
  a.start === b.start &&
  a.end === b.end &&
  a.lines.length === b.lines.length &&
  a.lines.every((line, index) => line === b.lines[index]);

/** What both sides add at one point: the standard's new lines, and then mine. */
const both = (mine: Hunk, theirs: Hunk): Hunk => ({
  ...mine,
  lines: [...theirs.lines.filter((line) => !mine.lines.includes(line)), ...mine.lines],
});

/**
 * Two changes stand in each other's way where they have a line of the base in common, or where both add lines at one
 * point. Lines added next to a changed line are no conflict: their order is clear.
 */
const clash = (a: Hunk, b: Hunk): boolean =>
  isInsertion(a) && isInsertion(b) ? a.start === b.start : b.start < a.end;

/** Hunks of both sides as one series; undefined: they clash. */
function combine(hunks: readonly Hunk[], isUnion: boolean): Hunk[] | undefined {
  const result: Hunk[] = [];
  for (const hunk of hunks) {
    const index = result.findLastIndex(({ isMine }) => isMine !== hunk.isMine);
    const last = result[index];
    if (last && isSame(last, hunk)) continue;
    if (!last || !clash(last, hunk)) result.push(hunk);
    else if (isUnion && isInsertion(last) && isInsertion(hunk))
      result[index] = last.isMine ? both(last, hunk) : both(hunk, last);
    else return undefined;
  }
  return result;
}

/**
 * The changes of both sides applied to the base; undefined: they clash. With `isUnion`, lines that both sides add at
 * one point are all taken, the standard's first.
 */
export function mergeLines(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  isUnion = false,
): string[] | undefined {
  const hunks = [...hunksOf(base, mine, true), ...hunksOf(base, theirs, false)];
  const combined = combine(
    hunks.sort((a, b) => a.start - b.start || a.end - b.end),
    isUnion,
  );
  if (!combined) return undefined;
  const result: string[] = [];
  let at = 0;
  for (const { start, end, lines } of combined) {
    for (const line of base.slice(at, start)) result.push(line);
    for (const line of lines) result.push(line);
    at = Math.max(at, end);
  }
  return result.concat(base.slice(at));
}
