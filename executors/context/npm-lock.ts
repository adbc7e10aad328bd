import { failed, ok, type Problem, type Result } from '@org/ci-core';
import { dependencyEdges, findLink, resolveDependency, type NpmEntry, type NpmPackages } from './npm-tree';
import { narrowDependencies, shippedDependencies } from './dependencies';
import { omit } from './omit';
import type { LockPruning, PrunedLock } from './pruning';

interface NpmLock {
  readonly lockfileVersion?: number;
  readonly packages?: NpmPackages;
}

const source = 'package-lock.json';

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

const stale = (from: string, name: string): Problem => ({
  code: 'lock-stale',
  where: source,
  what: `has no ${name}, which ${from === '' ? 'package.json' : from} depends on`,
  fix: 'npm install, and commit the lock file',
});

/** A place of the tree that is a folder of the workspace, not a package of a registry. */
const isWorkspace = (path: string): boolean => path !== '' && !/(^|\/)node_modules\//.test(path);

/** Which edges count. */
interface Follow {
  readonly dev: boolean;
  readonly optional: boolean;
}

interface Reach {
  readonly paths: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Where the edges of one place lead, and what is missing there. */
function step(packages: NpmPackages, path: string, follow: Follow): { next: string[]; problems: Problem[] } {
  const entry = packages[path] ?? {};
  if (entry.link) return { next: [entry.resolved ?? ''], problems: [] };
  const edges = dependencyEdges(entry, follow.dev && (path === '' || isWorkspace(path)))
    .filter(({ optional }) => !optional || follow.optional)
    .map((edge) => ({ ...edge, target: resolveDependency(packages, path, edge.name) }));
  return {
    next: edges.flatMap(({ target }) => target ?? []),
    problems: edges
      .filter(({ target, mayMiss }) => target === undefined && !mayMiss)
      .map(({ name }) => stale(path, name)),
  };
}

/** All places of the tree that can be reached from these, along the edges that count. */
function reach(packages: NpmPackages, roots: readonly string[], follow: Follow): Reach {
  const paths = new Set<string>();
  const problems: Problem[] = [];
  const queue = [...roots];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (paths.has(path) || packages[path] === undefined) continue;
    paths.add(path);
    const found = step(packages, path, follow);
    queue.push(...found.next);
    problems.push(...found.problems);
  }
  return { paths, problems };
}

type Flags = (path: string) => Readonly<Record<string, true>>;

/** npm's own words for how a package is needed (docs.npmjs.com/cli/v11/configuring-npm/package-lock-json). */
function flagsIn(packages: NpmPackages, roots: readonly string[]): Flags {
  const plain = reach(packages, roots, { dev: false, optional: false }).paths;
  const dev = reach(packages, roots, { dev: true, optional: false }).paths;
  const optional = reach(packages, roots, { dev: false, optional: true }).paths;
  return (path) => {
    if (plain.has(path)) return {};
    if (dev.has(path) && optional.has(path)) return { devOptional: true };
    return { ...(optional.has(path) ? {} : { dev: true }), ...(dev.has(path) ? {} : { optional: true }) };
  };
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
