import type { ProjectGraph } from '@nx/devkit';

/** A project of the workspace and all that it is made from. */
export interface Closure {
  /** Folders of the workspace's libraries that it uses, directly or not, sorted, POSIX. */
  readonly libraries: readonly string[];
  /** npm packages that it or its libraries import without naming them in a package.json of their own: the root's. */
  readonly packages: readonly string[];
}

/** `npm:lodash` and `npm:lodash@4.17.21` → `lodash` */
function packageName(graph: ProjectGraph, target: string): string | undefined {
  if (!target.startsWith('npm:')) return undefined;
  return graph.externalNodes?.[target as `npm:${string}`]?.data.packageName;
}

/** The packages that the package.json of a folder names; none where there is no such file. */
export type Declares = (folder: string) => ReadonlySet<string>;

/** All projects that one is made from, itself included. Implicit edges (ordering only) bring no files. */
function reachedFrom({ nodes, dependencies }: ProjectGraph, project: string): ReadonlySet<string> {
  const projects = new Set<string>();
  const queue = [project];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (projects.has(name)) continue;
    projects.add(name);
    for (const { target, type } of dependencies[name] ?? [])
      if (nodes[target] && type !== 'implicit') queue.push(target);
  }
  return projects;
}

/** Pure: follows Nx's project graph from a project. */
export function planClosure(
  graph: ProjectGraph,
  project: string,
  declares: Declares = () => new Set(),
): Closure {
  const rootOf = (name: string): string => graph.nodes[name]?.data.root ?? '.';
  const projects = [...reachedFrom(graph, project)];
  const packages = projects.flatMap((name) => {
    const declared = declares(rootOf(name));
    const imported = (graph.dependencies[name] ?? []).flatMap(
      ({ target }) => packageName(graph, target) ?? [],
    );
    return imported.filter((each) => !declared.has(each));
  });
  const libraries = projects.filter((name) => name !== project).map(rootOf);
  return {
    libraries: libraries.filter((root) => root !== '.').sort(),
    packages: [...new Set(packages)].sort(),
  };
}
