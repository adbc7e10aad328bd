import { failed, ok, type Result } from '@org/ci-core';
import { flagsIn, isWorkspace, reach, source, stale } from './npm-reach';
import { findLink, type NpmEntry, type NpmPackages } from './npm-tree';
import { narrowDependencies, shippedDependencies } from './dependencies';
import { omit } from './omit';
import type { LockPruning, PrunedLock } from './pruning';

interface NpmLock {
  readonly lockfileVersion?: number;
  readonly packages?: NpmPackages;
}

function parse(text: string): Result<NpmLock & { packages: NpmPackages }> {
  const fix = 'npm install (npm 7 or newer) writes it';
  let lock: NpmLock;
  try {
    lock = JSON.parse(text) as NpmLock;
  } catch {
    return failed({ code: 'lock-invalid', where: source, what: 'is not JSON', fix });
  }
  if (lock.packages && (lock.lockfileVersion === 3 || lock.lockfileVersion === 2))
    return ok({ ...lock, packages: lock.packages });
  const what = `has version ${lock.lockfileVersion ?? 'none'}; 3 (or 2) is wanted`;
  return failed({ code: 'lock-invalid', where: source, what, fix });
}

function narrowRoot(root: NpmEntry, { workspaces, rootDependencies = [] }: LockPruning): NpmEntry {
  return {
    ...omit(
      root,
      'name',
      'version',
      'license',
      'dependencies',
      'devDependencies',
      'optionalDependencies',
      'peerDependencies',
    ),
    workspaces: [...workspaces],
    ...narrowDependencies(root, rootDependencies),
  };
}

/** The whole tree, its workspaces as they are wanted. */
function narrowTree(packages: NpmPackages, pruning: LockPruning): NpmPackages {
  const { shipped } = pruning;
  const tree = { ...packages, '': narrowRoot(packages[''] ?? {}, pruning) };
  if (shipped === undefined) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([path, entry]) => [
      path,
      path === '' || isWorkspace(path) ? shippedDependencies(entry, shipped) : entry,
    ]),
  );
}

/** The kept entries, in the lock file's order, each with what is true of it in the smaller tree. */
function narrowEntries(packages: NpmPackages, kept: ReadonlySet<string>, roots: readonly string[]) {
  const flags = flagsIn(packages, roots);
  const entries = Object.entries(packages).filter(([path]) => kept.has(path));
  return Object.fromEntries(
    entries.map(([path, entry]) => {
      if (path === '') return [path, { ...entry, workspaces: roots.slice(1) }];
      if (isWorkspace(path)) return [path, entry];
      const bare = omit(entry, 'dev', 'optional', 'devOptional');
      return [path, entry.link ? bare : { ...bare, ...flags(path) }];
    }),
  );
}

/**
 * Text of a package-lock.json (version 3) narrowed to what these workspaces need, every package at the place that it
 * had: what npm installs from it has the same versions, nested and hoisted as before. Links and platform packages stay.
 */
export function pruneNpmLock(text: string, pruning: LockPruning): Result<PrunedLock> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { packages } = parsed.value;
  const missing = pruning.workspaces.filter((workspace) => packages[workspace] === undefined);
  if (missing.length > 0) return failed(...missing.map((workspace) => stale('', `workspace ${workspace}`)));

  const tree = narrowTree(packages, pruning);
  const all = reach(tree, ['', ...pruning.workspaces], { dev: true, optional: true });
  if (all.problems.length > 0) return failed(...all.problems);
  const workspaces = [...all.paths].filter(isWorkspace).sort();
  const links = workspaces.flatMap((workspace) => findLink(packages, workspace) ?? []);
  const narrowed = narrowEntries(tree, new Set([...all.paths, ...links]), ['', ...workspaces]);
  const lock = { lockfileVersion: 3, requires: true, packages: narrowed };
  const left = Object.keys(narrowed).map((place) => place.replace(/^.*node_modules\//, ''));
  return ok({ text: `${JSON.stringify(lock, null, 2)}\n`, workspaces, packages: new Set(left), patches: [] });
}
