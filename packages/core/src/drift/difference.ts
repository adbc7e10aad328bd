import { formatPatch, structuredPatch, type StructuredPatchHunk } from 'diff';
import { toLf } from '../reconcile/line-ends';
import type { Lines } from './finding';

export interface Difference {
  /** Lines of the file that differ, one entry per hunk; where lines are missing, the one after which they are. */
  readonly lines: readonly Lines[];
  /** Unified diff, as `git apply` takes it. */
  readonly diff: string;
}

const nowhere = '/dev/null';

/** Larger texts are compared as a whole: the time that a comparison takes grows with what differs. */
const maxEdits = 5_000;

const linesOf = ({ oldStart, oldLines }: StructuredPatchHunk): Lines => {
  const start = Math.max(1, oldLines === 0 ? oldStart - 1 : oldStart);
  return { start, end: Math.max(start, oldStart + oldLines - 1) };
};

/** The file as it is against what it should be; undefined: it is not there, or should not be. Line ends are no difference. */
export function differenceOf(
  path: string,
  current: string | undefined,
  wanted: string | undefined,
): Difference {
  const [from, to] = [
    current === undefined ? nowhere : `a/${path}`,
    wanted === undefined ? nowhere : `b/${path}`,
  ];
  const [old, now] = [toLf(current ?? ''), toLf(wanted ?? '')];
  const patch = (context: number) =>
    structuredPatch(from, to, old, now, '', '', { context, maxEditLength: maxEdits });
  const [bare, shown] = [patch(0), patch(3)];
  if (!bare || !shown) return { lines: [{ start: 1, end: 1 }], diff: '' };
  const lines = current === undefined ? [] : bare.hunks.map(linesOf);
  return { lines: lines.length > 0 ? lines : [{ start: 1, end: 1 }], diff: formatPatch(shown) };
}
