import type { Conflict } from '../merge/conflict';
import { proposals } from '../merge/merge-file';
import type { Pending } from './lock';
import type { MergedText } from './pending';

const isWithin = (inner: string, outer: string): boolean =>
  outer === '' || inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);

/** Whether two addresses name the same place, or one names a part of the other. */
const isRelated = (a: string, b: string): boolean => isWithin(a, b) || isWithin(b, a);

/** What waits in a file that is older than the standard, by what has become of it. */
export interface Sorted {
  /** Conflicts at places that the file shares with the standard. */
  readonly conflicts: readonly Conflict[];
  /** What the standard would change now, at places that nobody has decided on yet. */
  readonly proposed: readonly Pending[];
  /** Earlier conflicts. */
  readonly earlier: readonly Pending[];
}

/**
 * What was never taken over from the standard is in no conflict when the standard changes it: it is proposed as it is
 * now. Proposals that were settled do not come back.
 */
export function sortProposed(
  { path, text, rendered, version }: MergedText,
  pending: readonly Pending[],
  conflicts: readonly Conflict[],
): Sorted {
  const places = pending.filter(({ kind }) => kind === 'proposed').map(({ at }) => at);
  if (places.length === 0) return { conflicts, proposed: [], earlier: pending };
  const isOpen = ({ at }: Conflict): boolean => places.some((place) => isRelated(at, place));
  return {
    conflicts: conflicts.filter((one) => !isOpen(one)),
    proposed: proposals(path, text, rendered)
      .filter(isOpen)
      .map((one) => ({ path, version, ...one })),
    earlier: pending.filter(({ kind }) => kind !== 'proposed'),
  };
}
