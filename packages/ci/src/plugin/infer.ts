import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateNodesResultArray, NxJsonConfiguration } from '@nx/devkit';
import { isKubernetesObject, parseService } from '@org/ci-core';
import { releasesDocker, withDockerRelease } from './docker-release';
import { ciProject, nameOfFolder, serviceProject, type InferredProject } from './project';
import { problemsOf, report } from './report';
import { readShared, type Shared } from './shared';
import { workspaceProject } from './target-names';

type Node = CreateNodesResultArray[number];

/** Build output holds copies of manifests. */
const isService = (file: string): boolean =>
  file.endsWith('/service.yaml') && !/(^|\/)(node_modules|dist|\.nx)\//.test(file);

function inferService(root: string, file: string, shared: Shared): InferredProject | undefined {
  const directory = dirname(file);
  const unnamed = { name: nameOfFolder(directory), root: directory, targets: {} };
  try {
    const text = readFileSync(join(root, file), 'utf8');
    if (isKubernetesObject(text)) return undefined;
    const parsed = parseService(text, file);
    return parsed.ok
      ? serviceProject(parsed.value, directory, shared)
      : { project: unnamed, problems: parsed.problems };
  } catch (error) {
    return { project: unnamed, problems: problemsOf(error, file) };
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
}

/** Nx refuses a graph in which two projects have one name: the later folder gets its path as name. */
function named({ project, problems }: InferredProject, { taken, all }: Names): InferredProject {
  const { name = '', root } = project;
  if (!taken.has(name)) {
    taken.add(name);
    return { project, problems };
  }
  const unique = nameOfPath(root, all);
  taken.add(unique);
  all.add(unique);
  const what = `${name} is already the name of another project: this one is called ${unique}`;
  const problem = {
    code: 'service-name-taken',
    where: `${root}/service.yaml › name`,
    what,
    fix: 'rename it',
  };
  return { project: { ...project, name: unique, targets: {} }, problems: [...problems, problem] };
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
  const taken = new Set<string>([workspaceProject.name]);
  const all = new Set([...taken, ...found.map(({ inferred }) => inferred.project.name ?? '')]);
  const nodes = found.map(({ file, inferred }): Node => {
    const { project, problems } = named(inferred, { taken, all });
    report(problems);
    const whole = released ? withDockerRelease(project, released) : project;
    return [file, { projects: { [project.root]: whole } }];
  });
  const own: Node[] = shared.workspace
    ? [['ci.yaml', { projects: { [workspaceProject.root]: ciProject() } }]]
    : [];
  return [...own, ...nodes];
}
