import path from 'node:path';
import type { Problem } from '@org/ci-core';

type Versions = Readonly<Record<string, { readonly specifier: string; readonly version: string }>>;

/** A workspace as pnpm-lock.yaml has it; what is not listed is passed on as it is. */
export interface Importer {
  readonly [key: string]: unknown;
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
}

interface Snapshot {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export type Importers = Readonly<Record<string, Importer>>;
export type Snapshots = Readonly<Record<string, Snapshot | null>>;

export const stale = (what: string): Problem => ({
  code: 'lock-stale',
  where: 'pnpm-lock.yaml',
  what,
  fix: 'pnpm install, and commit the lock file',
});

/**
 * Key of a dependency's snapshot: `1.2.3(peer@1)` → `name@1.2.3(peer@1)`; an alias has its own name in front already
 * (pnpm's dependency-path, refToRelative).
 */
export function snapshotKey(name: string, version: string): string {
  if (version.startsWith('@')) return version;
  const [at, colon, bracket] = ['@', ':', '('].map((mark) => version.indexOf(mark)) as [
    number,
    number,
    number,
  ];
  const before = (mark: number): boolean => mark === -1 || at < mark;
  return at !== -1 && before(colon) && before(bracket) ? version : `${name}@${version}`;
}

/** What a workspace depends on: folders of other workspaces, and keys of snapshots. */
function targetsOf(folder: string, importer: Importer): { folders: string[]; keys: string[] } {
  const all = [importer.dependencies, importer.devDependencies, importer.optionalDependencies]
    .flatMap((versions) => Object.entries(versions ?? {}))
    .map(([name, { version }]) => ({ name, version }));
  const isLink = ({ version }: { version: string }): boolean => version.startsWith('link:');
  return {
    folders: all.filter(isLink).map(({ version }) => path.posix.join(folder, version.slice('link:'.length))),
    keys: all.filter((each) => !isLink(each)).map(({ name, version }) => snapshotKey(name, version)),
  };
}

/** The workspaces reached from these folders, and the snapshots that they name. */
export function reachImporters(
  all: Importers,
  folders: readonly string[],
): { importers: Importers; keys: string[]; problems: Problem[] } {
  const importers: Record<string, Importer> = {};
  const keys: string[] = [];
  const problems: Problem[] = [];
  const queue = [...folders];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (importers[folder]) continue;
    const importer = all[folder];
    if (!importer) {
      problems.push(stale(`has no workspace ${folder}`));
      continue;
    }
    importers[folder] = importer;
    const targets = targetsOf(folder, importer);
    queue.push(...targets.folders);
    keys.push(...targets.keys);
  }
  return { importers, keys, problems };
}

/** All snapshots reached from these keys. */
export function reachSnapshots(
  all: Snapshots,
  keys: readonly string[],
): { snapshots: ReadonlySet<string>; problems: Problem[] } {
  const snapshots = new Set<string>();
  const problems: Problem[] = [];
  const queue = [...keys];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (snapshots.has(key)) continue;
    const snapshot = all[key];
    if (snapshot === undefined) {
      problems.push(stale(`has no ${key}`));
      continue;
    }
    snapshots.add(key);
    const dependencies = Object.entries({ ...snapshot?.dependencies, ...snapshot?.optionalDependencies });
    for (const [name, version] of dependencies)
      if (!version.startsWith('link:')) queue.push(snapshotKey(name, version));
  }
  return { snapshots, problems };
}
