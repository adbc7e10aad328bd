import type { Problem } from '../problem/problem';
import { pinKey } from './effective-pins';
import type { PinLock } from './pin-lock';

const dayMs = 86_400_000;

export interface PinAge {
  /** The standard's rules.pinMaxAgeDays. */
  readonly maxAgeDays: number;
  readonly now: Date;
}

/** What .ci/pins.json pins, as `resolved` calls it. */
const pinnedNames = ({ images, actions = {}, hooks = {} }: PinLock): { name: string; key: string }[] => [
  ...Object.entries(images).map(([name, digest]) => ({ name, key: pinKey(name, digest) })),
  ...Object.entries({ ...actions, ...hooks }).map(([name, { sha }]) => ({ name, key: pinKey(name, sha) })),
];

/** Pins that were resolved longer ago than the standard allows. A bot's pin has no day: it is not old, it just came. */
export const oldPins = (lock: PinLock, { maxAgeDays, now }: PinAge): Problem[] =>
  pinnedNames(lock).flatMap(({ name, key }) => {
    const day = lock.resolved?.[key];
    const age = day === undefined ? 0 : Math.floor((now.getTime() - Date.parse(day)) / dayMs);
    if (age <= maxAgeDays) return [];
    return [
      {
        code: 'pin-old',
        where: `.ci/pins.json › ${name}`,
        what: `was resolved on ${day}, ${age} days ago; the standard allows ${maxAgeDays}`,
        fix: 'resolve it again: npx nx g @org/ci:pins',
      },
    ];
  });
