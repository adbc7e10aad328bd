import { nameTaken, type Problem } from '@org/ci-core';
import { readNames, type NamesByNx } from './names';
import { invalidProject, type InferredProject } from './project';
import { workspaceProject } from './target-names';

/** The path as a name that no project has; `apps/a/b` and `apps/a-b` would be the same. */
function nameOfPath(root: string, names: ReadonlySet<string>): string {
  const name = root.replace(/[^A-Za-z0-9]+/g, '-');
  let unique = name;
  for (let count = 2; names.has(unique); count += 1) unique = `${name}-${count}`;
  return unique;
}

/** Names that projects have, and names that manifests ask for. */
export interface Names {
  readonly taken: Set<string>;
  readonly all: Set<string>;
  readonly byNx: NamesByNx;
}

export function namesOf(root: string, services: readonly InferredProject[]): Names {
  const taken = new Set<string>([workspaceProject.name]);
  const all = new Set([...taken, ...services.map(({ project }) => project.name ?? '')]);
  return { taken, all, byNx: readNames(root) };
}

type Renamed = (unique: string, inferred: InferredProject, problem: Problem) => InferredProject;

const failingService: Renamed = (unique, { project, problems }, problem) =>
  invalidProject(unique, project.root, [...problems, problem]);

/** Nobody asks for a library by a name of ours: it keeps its targets. */
export const renamedLibrary: Renamed = (name, { project, problems }, problem) => ({
  project: { ...project, name },
  problems: [...problems, problem],
});

/** Nx refuses a graph in which two projects have one name: the later folder gets its path as name. */
export function named(
  inferred: InferredProject,
  { taken, all, byNx }: Names,
  rename: Renamed = failingService,
): InferredProject {
  const { name = '', root } = inferred.project;
  const other = byNx.has(root) ? undefined : byNx.names().get(name);
  if (!taken.has(name) && other === undefined) {
    taken.add(name);
    return inferred;
  }
  const unique = nameOfPath(root, new Set([...all, ...(other === undefined ? [] : byNx.names().keys())]));
  taken.add(unique);
  all.add(unique);
  const holder = other === undefined ? 'another project' : `another project (${other})`;
  return rename(unique, inferred, nameTaken(name, root, holder, `: this one is called ${unique}`));
}
