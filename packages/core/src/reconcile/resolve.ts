import { isSettled } from '../merge/settled';
import { take } from '../merge/take';
import type { Problem } from '../problem/problem';
import { failed, ok, type Result } from '../problem/result';
import type { Lock, Pending } from './lock';

/** Which of the places that wait, and how they are decided. */
export interface Resolution {
  readonly take: 'theirs' | 'mine' | 'edit';
  readonly file?: string | undefined;
  readonly at?: string | undefined;
}

export interface Resolved {
  /** Path → new text. */
  readonly files: ReadonlyMap<string, string>;
  readonly lock: Lock;
}

/** Places of a lock that are meant; all where nothing is named. */
export const chosen = ({ pending }: Lock, { file, at }: Omit<Resolution, 'take'>): readonly Pending[] =>
  pending.filter((one) => (file === undefined || one.path === file) && (at === undefined || one.at === at));

/** What was not touched since was not edited: to keep it is --take=mine. */
function unedited(one: Pending, text: string): Problem[] {
  const { path, at, mine } = one;
  if (!isSettled(path, text, { ...one, theirs: mine })) return [];
  return [
    {
      code: 'resolve-unedited',
      where: at === '' ? path : `${path} › ${at}`,
      what: 'is as it was',
      fix: 'edit it first, or keep it: --take=mine',
    },
  ];
}

/**
 * Decides places that wait. Pure: what becomes of the files and the lock; nothing, if one of them cannot be decided so.
 * @param read text of a file; undefined where it is gone
 */
export function resolvePending(
  lock: Lock,
  resolution: Resolution,
  read: (path: string) => string | undefined,
): Result<Resolved> {
  const places = chosen(lock, resolution);
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const one of places) {
    const text = files.get(one.path) ?? read(one.path) ?? '';
    if (resolution.take === 'edit') problems.push(...unedited(one, text));
    if (resolution.take !== 'theirs') continue;
    const taken = take(one.path, text, one);
    if (taken.ok) files.set(one.path, taken.value);
    else problems.push(...taken.problems);
  }
  if (problems.length > 0) return failed(...problems);
  return ok({ files, lock: { ...lock, pending: lock.pending.filter((one) => !places.includes(one)) } });
}
