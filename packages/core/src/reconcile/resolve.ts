import { carryAddress } from '../merge/carry';
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

type Reader = (path: string) => string | undefined;

interface Taken {
  readonly files: ReadonlyMap<string, string>;
  readonly refused: readonly Pending[];
  readonly problems: readonly Problem[];
}

function takeInOrder(places: readonly Pending[], read: Reader): Taken {
  const files = new Map<string, string>();
  const refused: Pending[] = [];
  const problems: Problem[] = [];
  for (const one of places) {
    const taken = take(one.path, files.get(one.path) ?? read(one.path) ?? '', one);
    if (taken.ok) files.set(one.path, taken.value);
    else {
      refused.push(one);
      problems.push(...taken.problems);
    }
  }
  return { files, refused, problems };
}

/** One that renames what others are in makes their addresses wrong: those come first then. */
function takeAll(places: readonly Pending[], read: Reader): Taken {
  const taken = takeInOrder(places, read);
  const { refused } = taken;
  if (refused.length === 0) return taken;
  return takeInOrder([...refused, ...places.filter((one) => !refused.includes(one))], read);
}

/** A place that waits on, by the name that what it is in has since. */
function carried(one: Pending, files: ReadonlyMap<string, string>, read: Reader): Pending {
  const text = files.get(one.path);
  return text === undefined
    ? one
    : { ...one, at: carryAddress(one.path, read(one.path) ?? '', text, one.at) };
}

/**
 * Decides places that wait. Pure: what becomes of the files and the lock; nothing, if one of them cannot be decided so.
 * @param read text of a file; undefined where it is gone
 */
export function resolvePending(lock: Lock, resolution: Resolution, read: Reader): Result<Resolved> {
  const places = chosen(lock, resolution);
  const taken = resolution.take === 'theirs' ? takeAll(places, read) : undefined;
  const same = resolution.take === 'edit' ? places.flatMap((one) => unedited(one, read(one.path) ?? '')) : [];
  const problems = taken?.problems ?? same;
  if (problems.length > 0) return failed(...problems);
  const files = taken?.files ?? new Map<string, string>();
  const waiting = lock.pending.filter((one) => !places.includes(one));
  return ok({ files, lock: { ...lock, pending: waiting.map((one) => carried(one, files, read)) } });
}
