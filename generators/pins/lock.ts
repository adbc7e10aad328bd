import { pinKey, type PinLock } from '@org/ci-core';
import type { ResolvedCommit } from './resolve-commits';

/** What was found out today, and what of the lock before is still in use. */
export interface Resolution {
  readonly images: PinLock['images'];
  readonly commits: readonly ResolvedCommit[];
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
}

const commitsOf = (commits: readonly ResolvedCommit[], kind: 'actions' | 'hooks'): PinLock['actions'] =>
  Object.fromEntries(
    commits.filter((one) => one.kind === kind).map(({ name, version, sha }) => [name, { version, sha }]),
  );

const keysOf = ({ images, actions = {}, hooks = {} }: PinLock): Set<string> =>
  new Set([
    ...Object.entries(images).map(([name, digest]) => pinKey(name, digest)),
    ...Object.entries({ ...actions, ...hooks }).map(([name, { sha }]) => pinKey(name, sha)),
  ]);

/** The lock with what was resolved today; days of pins that are no longer there go. */
export function withResolved(kept: PinLock, { images, commits, today }: Resolution): PinLock {
  const lock = {
    ...kept,
    images: { ...kept.images, ...images },
    actions: { ...kept.actions, ...commitsOf(commits, 'actions') },
    hooks: { ...kept.hooks, ...commitsOf(commits, 'hooks') },
  };
  const fresh = [
    ...Object.entries(images).map(([name, digest]) => pinKey(name, digest)),
    ...commits.map(({ name, sha }) => pinKey(name, sha)),
  ];
  const days = { ...kept.resolved, ...Object.fromEntries(fresh.map((key) => [key, today])) };
  const keys = keysOf(lock);
  return { ...lock, resolved: Object.fromEntries(Object.entries(days).filter(([key]) => keys.has(key))) };
}

const sorted = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Text of `.ci/pins.json`: sorted, without groups that are empty. */
export function formatPins({ images, actions = {}, hooks = {}, resolved = {}, ...rest }: PinLock): string {
  const groups = Object.entries({ actions, hooks, resolved })
    .filter(([, group]) => Object.keys(group).length > 0)
    .map(([name, group]) => [name, sorted<unknown>(group)]);
  return `${JSON.stringify({ ...rest, images: sorted(images), ...Object.fromEntries(groups) }, null, 2)}\n`;
}
