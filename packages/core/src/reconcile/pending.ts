import type { Conflict } from '../merge/conflict';
import { isSettled } from '../merge/settled';
import type { Pending } from './lock';

/** One file after a merge. */
export interface MergedText {
  readonly path: string;
  /** The file as it is now. */
  readonly text: string;
  /** What the standard makes of it. */
  readonly rendered: string;
  /** Version of that standard. */
  readonly version: string;
}

/** A conflict at a place that waits already: both sides started from what the first one started from. */
const joined = (conflict: Conflict, earlier: Pending | undefined): Conflict =>
  earlier ? { ...conflict, base: earlier.base } : conflict;

/** Whether nothing is to be decided any more: the file follows the standard, or the standard the file, or it went back. */
function isOver({ path, text, rendered }: MergedText, one: Pending): boolean {
  if (isSettled(path, text, one)) return true;
  // what is only proposed is proposed anew when the standard moves
  if (one.kind === 'proposed') return false;
  const rendersLike = (theirs: string | null): boolean => isSettled(path, rendered, { ...one, theirs });
  // of a whole file, no base means that it is not known
  const isBack = (one.base !== null || one.at !== '') && rendersLike(one.base);
  return rendersLike(one.mine) || isBack;
}

/** What waits in one file: its new conflicts, and the earlier places that are as undecided as before. */
export function carryPending(
  merged: MergedText,
  earlier: readonly Pending[],
  conflicts: readonly Conflict[],
): Pending[] {
  const { path, version } = merged;
  const places = new Map(earlier.map((one) => [one.at, one]));
  const fresh = conflicts.map((one): Pending => ({ path, version, ...joined(one, places.get(one.at)) }));
  const taken = new Set(conflicts.map(({ at }) => at));
  const waiting = earlier.filter((one) => !taken.has(one.at));
  return [...waiting, ...fresh].filter((one) => !isOver(merged, one));
}
