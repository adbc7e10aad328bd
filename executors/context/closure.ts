import type { ProjectGraph } from '@nx/devkit';

/** A project of the workspace and all that it is made from. */
export interface Closure {
  /** Folders of the workspace's libraries that it uses, directly or not, sorted, POSIX. */
  readonly libraries: readonly string[];
  /** npm packages that it or its libraries import. */
  readonly packages: readonly string[];
}

/** `npm:lodash` and `npm:lodash@4.17.21` → `lodash` */
function packageName(graph: ProjectGraph, target: string): string | undefined {
  return graph.externalNodes?.[target as `npm:${string}`]?.data.packageName;
}

/** Pure: follows Nx's project graph from a project. Implicit edges (ordering only) bring no files. */
export function planClosure(graph: ProjectGraph, project: string): Closure {
  const projects = new Set<string>();
  const packages = new Set<string>();
  const queue = [project];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (projects.has(name)) continue;
    projects.add(name);
    for (const { target, type } of graph.dependencies[name] ?? []) {
      if (graph.nodes[target] && type !== 'implicit') queue.push(target);
      const external = packageName(graph, target);
      if (external !== undefined) packages.add(external);
    }
  }
  projects.delete(project);
  const libraries = [...projects]
    .map((name) => graph.nodes[name]?.data.root ?? '.')
    .filter((root) => root !== '.');
  return { libraries: libraries.sort(), packages: [...packages].sort() };
}
