import {
  compareVersions,
  effectivePins,
  type CommitPin,
  type PinLock,
  type Problem,
  type Standard,
} from '@org/ci-core';

/** A tag of an action's or hook's repository whose commit .ci/pins.json has to say. */
export interface WantedCommit {
  readonly kind: 'actions' | 'hooks';
  /** `owner/repository`, or the URL. */
  readonly name: string;
  readonly version: string;
}

const kinds = ['actions', 'hooks'] as const;

/** The standard says the commit itself, and nothing newer is locked. */
const isSettled = (own: CommitPin | undefined, { version }: CommitPin): boolean =>
  own?.sha !== undefined && own.version === version;

function wantedOf(standard: Standard, lock: PinLock): WantedCommit[] {
  const { pins } = effectivePins(standard, lock).standard;
  return kinds.flatMap((kind) =>
    Object.entries(pins[kind])
      .filter(([name, pin]) => !isSettled(standard.pins[kind][name], pin))
      .map(([name, { version }]) => ({ kind, name, version })),
  );
}

/** What the standards name by tag alone, and what a bot bumped: of several versions the newest, sorted by name. */
export function commitsInUse(standards: readonly Standard[], lock: PinLock): WantedCommit[] {
  const wanted = new Map<string, WantedCommit>();
  for (const one of standards.flatMap((standard) => wantedOf(standard, lock))) {
    const key = `${one.kind} ${one.name}`;
    const known = wanted.get(key);
    if (known === undefined || compareVersions(one.version, known.version) > 0) wanted.set(key, one);
  }
  return [...wanted.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Commit of that tag in the lock. */
export function lockedCommit(lock: PinLock, { kind, name, version }: WantedCommit): string | undefined {
  const pin = lock[kind]?.[name];
  return pin?.version === version ? pin.sha : undefined;
}

/** Somebody made a tag point elsewhere. The commit that was there before stays. */
export const pinMoved = ({ name, version }: WantedCommit, before: string, now: string): Problem => ({
  code: 'pin-moved',
  where: `.ci/pins.json › ${name}`,
  what: `${version} was commit ${before.slice(0, 12)} and is ${now.slice(0, 12)} now: the tag was moved`,
  fix: `ask its makers why; to accept the new one, delete ${name} in .ci/pins.json and run: npx nx g @org/ci:pins`,
});
