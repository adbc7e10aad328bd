import type { CommitPin, StandardData } from '../standard/data';
import { compareVersions } from './compare-versions';
import type { PinLock } from './pin-lock';

type Dates = Readonly<Record<string, string>> | undefined;
type Commits = Readonly<Record<string, CommitPin>>;

/** A pin as `resolved` calls it: a bot that changes the digest or commit alone leaves no wrong date behind. */
export const pinKey = (name: string, id: string): string => `${name}@${id}`;

/** The newer version; of the same one the standard's commit, which somebody reviewed. */
function newerCommit(ours: CommitPin, locked: CommitPin | undefined): CommitPin {
  if (locked === undefined) return ours;
  const order = compareVersions(locked.version, ours.version);
  return order > 0 || (order === 0 && ours.sha === undefined) ? locked : ours;
}

const newerCommits = (ours: Commits, locked: Commits = {}): Commits =>
  Object.fromEntries(
    Object.entries(ours).map(([name, pin]) => [
      name,
      newerCommit(pin, Object.hasOwn(locked, name) ? locked[name] : undefined),
    ]),
  );

/** Digests have no order: the workspace's, unless the standard's is known to have been resolved on a later day. */
function newerDigests(
  { digests = {}, resolved }: StandardData['pins'],
  locked: PinLock['images'],
  lockedDates: Dates,
): PinLock['images'] {
  const newer = Object.entries(digests).filter(([image, digest]) => {
    const other = locked[image];
    if (other === undefined) return true;
    const [day, otherDay] = [resolved?.[pinKey(image, digest)], lockedDates?.[pinKey(image, other)]];
    return day !== undefined && otherDay !== undefined && day > otherDay;
  });
  return { ...locked, ...Object.fromEntries(newer) };
}

/**
 * What is rendered: of the standard's pins and those of .ci/pins.json, the newer one each. Both inputs of synthesis are
 * replaced by what this returns, for a service with the standard that it follows.
 */
export function effectivePins<S extends StandardData>(
  standard: S,
  lock: PinLock,
): { readonly standard: S; readonly pins: PinLock } {
  const { actions, hooks } = standard.pins;
  return {
    standard: {
      ...standard,
      pins: {
        ...standard.pins,
        actions: newerCommits(actions, lock.actions),
        hooks: newerCommits(hooks, lock.hooks),
      },
    },
    pins: { ...lock, images: newerDigests(standard.pins, lock.images, lock.resolved) },
  };
}
