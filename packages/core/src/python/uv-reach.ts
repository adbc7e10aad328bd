import { normalizedName } from './names';
import type { UvDependency, UvLock, UvPackage } from './uv-lock';

/** Which of a package's dependencies count. */
export type Follow = (from: UvPackage, extras: ReadonlySet<string>) => readonly UvDependency[];

/** All that the lock file says of a package: extras that somebody asks for, and development groups. */
export const everything: Follow = ({ dependencies, extras, groups }) => [
  ...dependencies,
  ...Object.values(extras).flat(),
  ...Object.values(groups).flat(),
];

/** What is installed with it where it runs: its dependencies, and those of the extras that it was asked for with. */
export const shipped: Follow = ({ dependencies, extras }, asked) => [
  ...dependencies,
  ...Object.entries(extras).flatMap(([extra, more]) => (asked.has(normalizedName(extra)) ? more : [])),
];

const isSame = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(a).every(([key, value]) => b[key] === value);

/** The packages by name. A dependency says more of one only where there are several: then version, source, or both. */
export function finderOf({ packages }: UvLock): (dependency: UvDependency) => readonly UvPackage[] {
  const byName = new Map<string, UvPackage[]>();
  for (const one of packages) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  return ({ name, version, source }) =>
    (byName.get(normalizedName(name)) ?? []).filter(
      (one) =>
        (version === undefined || one.version === version) &&
        (source === undefined || isSame(source, one.source)),
    );
}

/** Packages that can be reached from these, themselves included, in the lock file's order. */
export function reachUv(lock: UvLock, roots: readonly UvPackage[], follow: Follow): readonly UvPackage[] {
  const find = finderOf(lock);
  const reached = new Map<UvPackage, ReadonlySet<string>>();
  const queue = roots.map((one): [UvPackage, readonly string[]] => [one, []]);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [one, asked] = next;
    const before = reached.get(one);
    const extras = new Set([...(before ?? []), ...asked.map(normalizedName)]);
    if (before?.size === extras.size) continue;
    reached.set(one, extras);
    for (const dependency of follow(one, extras))
      for (const found of find(dependency)) queue.push([found, dependency.extra]);
  }
  return lock.packages.filter((one) => reached.has(one));
}
