import type { Problem } from '@org/ci-core';
import { dependencyEdges, resolveDependency, type NpmPackages } from './npm-tree';

export const source = 'package-lock.json';

export const stale = (from: string, name: string): Problem => ({
  code: 'lock-stale',
  where: source,
  what: `has no ${name}, which ${from === '' ? 'package.json' : from} depends on`,
  fix: 'npm install, and commit the lock file',
});

/** A place of the tree that is a folder of the workspace, not a package of a registry. */
export const isWorkspace = (path: string): boolean => path !== '' && !/(^|\/)node_modules\//.test(path);

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
export function reach(packages: NpmPackages, roots: readonly string[], follow: Follow): Reach {
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
export function flagsIn(packages: NpmPackages, roots: readonly string[]): Flags {
  const plain = reach(packages, roots, { dev: false, optional: false }).paths;
  const dev = reach(packages, roots, { dev: true, optional: false }).paths;
  const optional = reach(packages, roots, { dev: false, optional: true }).paths;
  return (path) => {
    if (plain.has(path)) return {};
    if (dev.has(path) && optional.has(path)) return { devOptional: true };
    return { ...(optional.has(path) ? {} : { dev: true }), ...(dev.has(path) ? {} : { optional: true }) };
  };
}
