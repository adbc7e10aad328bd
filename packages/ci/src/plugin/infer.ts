import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateNodesResultArray, NxJsonConfiguration } from '@nx/devkit';
import { isKubernetesObject, isManifest, nameTaken, parseService, type Problem } from '@org/ci-core';
import { releasesDocker, withDockerRelease } from './docker-release';
import { readNames, type NamesByNx } from './names';
import { ciProject, invalidProject, probableName, serviceProject, type InferredProject } from './project';
import { problemsOf, report } from './report';
import { readShared, type Shared } from './shared';
import { workspaceProject } from './target-names';

type Node = CreateNodesResultArray[number];

/** A manifest at the root is no service; sync says why. */
const isService = (file: string): boolean => isManifest(file) && file.includes('/');

function inferService(root: string, file: string, shared: Shared): InferredProject | undefined {
  const directory = dirname(file);
  try {
    const text = readFileSync(join(root, file), 'utf8');
    if (isKubernetesObject(text)) return undefined;
    const parsed = parseService(text, file);
    return parsed.ok
      ? serviceProject(parsed.value, directory, shared)
      : invalidProject(probableName(directory, text), directory, parsed.problems);
  } catch (error) {
    return invalidProject(probableName(directory), directory, problemsOf(error, file));
  }
}

/** The path as a name that no project has; `apps/a/b` and `apps/a-b` would be the same. */
function nameOfPath(root: string, names: ReadonlySet<string>): string {
  const name = root.replace(/[^A-Za-z0-9]+/g, '-');
  let unique = name;
  for (let count = 2; names.has(unique); count += 1) unique = `${name}-${count}`;
  return unique;
}

/** Names that projects have, and names that manifests ask for. */
interface Names {
  readonly taken: Set<string>;
  readonly all: Set<string>;
  readonly byNx: NamesByNx;
}

function namesOf(root: string, services: readonly InferredProject[]): Names {
  const taken = new Set<string>([workspaceProject.name]);
  const all = new Set([...taken, ...services.map(({ project }) => project.name ?? '')]);
  return { taken, all, byNx: readNames(root) };
}

/** Nx refuses a graph in which two projects have one name: the later folder gets its path as name. */
function named(inferred: InferredProject, { taken, all, byNx }: Names): InferredProject {
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
  const problem = nameTaken(name, root, holder, `: this one is called ${unique}`);
  return invalidProject(unique, root, [...inferred.problems, problem]);
}

/** Projects of all manifests. `files` are paths from the workspace's root, which is absolute. */
export function inferNodes(
  files: readonly string[],
  root: string,
  nxJson: NxJsonConfiguration = {},
): CreateNodesResultArray {
  const shared = readShared(root, files);
  const released = releasesDocker(nxJson.release) ? shared.workspace : undefined;
  const found = files.filter(isService).flatMap((file) => {
    const inferred = inferService(root, file, shared);
    return inferred ? [{ file, inferred }] : [];
  });
  const names = namesOf(
    root,
    found.map(({ inferred }) => inferred),
  );
  const problems: Problem[] = [...shared.problems];
  const nodes = found.map(({ file, inferred }): Node => {
    const { project, problems: own } = named(inferred, names);
    problems.push(...own);
    const whole = released ? withDockerRelease(project, released) : project;
    return [file, { projects: { [project.root]: whole } }];
  });
  report(root, problems);
  const own: Node[] = shared.workspace
    ? [['ci.yaml', { projects: { [workspaceProject.root]: ciProject() } }]]
    : [];
  return [...own, ...nodes];
}
