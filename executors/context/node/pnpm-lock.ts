import { failed, ok, type Result } from '@org/ci-core';
import { parse, stringify } from 'yaml';
import { narrowDependencies, shippedDependencies } from './dependencies';
import { omit } from './omit';
import { reachImporters, reachSnapshots, type Importers, type Snapshots } from './pnpm-tree';
import type { LockPruning, PrunedLock } from './pruning';

interface PnpmLock {
  readonly [key: string]: unknown;
  readonly lockfileVersion?: string;
  readonly importers?: Importers;
  readonly packages?: Readonly<Record<string, unknown>>;
  readonly snapshots?: Snapshots;
  readonly patchedDependencies?: Readonly<Record<string, unknown>>;
}

/** The workspaces as they are wanted: the root without what nobody imports, development dependencies or not. */
function narrowImporters(importers: Importers, { rootDependencies = [], shipped }: LockPruning): Importers {
  const all = { ...importers, '.': narrowDependencies(importers['.'] ?? {}, rootDependencies) };
  if (shipped === undefined) return all;
  return Object.fromEntries(
    Object.entries(all).map(([folder, each]) => [folder, shippedDependencies(each, shipped)]),
  );
}

/** Entries of `values` with these keys, in their order there. */
const pick = <T>(
  values: Readonly<Record<string, T>> | undefined,
  keep: (key: string) => boolean,
): Record<string, T> => Object.fromEntries(Object.entries(values ?? {}).filter(([key]) => keep(key)));

/** Key in `packages`: without the peers that it was resolved with. */
const packageKey = (key: string): string => key.split('(')[0] ?? key;

/** `name@version` → `name` */
const nameOf = (key: string): string => key.replace(/(?!^)@.*$/, '');

/** A patch's key is `name`, `name@version` or `name@range`: of a range, the name decides, and a patch may go unused. */
const isPatched =
  (packages: ReadonlySet<string>) =>
  (key: string): boolean =>
    /@\d+\.\d+\.\d+[^ |]*$/.test(key)
      ? packages.has(key)
      : [...packages].some((each) => nameOf(each) === nameOf(key));

/** Undefined where it is not YAML, or more than one document. */
function readLock(text: string): PnpmLock | null | undefined {
  try {
    return parse(text) as PnpmLock | null;
  } catch {
    return undefined;
  }
}

/** Text of a pnpm-lock.yaml (version 9) narrowed to what these workspaces need, with the same versions and peers. */
export function prunePnpmLock(text: string, pruning: LockPruning): Result<PrunedLock> {
  const lock = readLock(text);
  if (!lock?.importers || !lock.lockfileVersion?.startsWith('9.')) {
    const what = `has version ${lock?.lockfileVersion ?? 'none'}, or no workspaces; 9 is wanted`;
    const fix = 'pnpm install (pnpm 9 or newer) writes it';
    return failed({ code: 'lock-invalid', where: 'pnpm-lock.yaml', what, fix });
  }
  const reached = reachImporters(narrowImporters(lock.importers, pruning), ['.', ...pruning.workspaces]);
  const { snapshots, problems } = reachSnapshots(lock.snapshots ?? {}, reached.keys);
  if (reached.problems.length + problems.length > 0) return failed(...reached.problems, ...problems);

  const packages = new Set([...snapshots].map(packageKey));
  const patches = pick(lock.patchedDependencies, isPatched(packages));
  const narrowed = {
    ...omit(lock, 'patchedDependencies', 'importers', 'packages', 'snapshots'),
    ...(Object.keys(patches).length > 0 ? { patchedDependencies: patches } : {}),
    importers: Object.fromEntries(Object.entries(reached.importers).sort(([a], [b]) => (a < b ? -1 : 1))),
    packages: pick(lock.packages, (key) => packages.has(key)),
    snapshots: pick(lock.snapshots, (key) => snapshots.has(key)),
  };
  const workspaces = Object.keys(narrowed.importers).filter((folder) => folder !== '.');
  return ok({
    text: stringify(narrowed, { lineWidth: 0, nullStr: '' }),
    workspaces,
    packages: new Set([...packages].map(nameOf)),
    patches: Object.keys(patches),
  });
}
