import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateNodesResultArray, NxJsonConfiguration } from '@nx/devkit';
import { isKubernetesObject, isManifest, parseService, type Problem } from '@org/ci-core';
import { inferPython } from './python/infer';
import { manifestOfRoot, readPythonWorkspace, type PythonWorkspace } from './python/workspace';
import { settingsNode } from './python/nodes';
import { releasesDocker, withDockerRelease } from './docker-release';
import {
  ciProject,
  invalidCiProject,
  invalidProject,
  probableName,
  serviceProject,
  type InferredProject,
} from './project';
import { problemsOf, report } from './report';
import { managersOf, readShared, type Shared } from './shared';
import { workspaceProject } from './target-names';
import { named, namesOf } from './unique-names';

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

/** A package of the graph is named once, by the first that needs it. */
function newRules({ rules }: InferredProject, named: Set<string>): Pick<Node[1], 'externalNodes'> {
  if (!rules || named.has(rules[0])) return {};
  named.add(rules[0]);
  return { externalNodes: Object.fromEntries([rules]) };
}

/** The workspace's own project. Where ci.yaml cannot be read its targets are there, and say why. */
function workspaceNodes(files: readonly string[], { workspace, problems }: Shared): Node[] {
  if (!files.includes('ci.yaml')) return [];
  const project = workspace ? ciProject() : invalidCiProject(problems);
  return [['ci.yaml', { projects: { [workspaceProject.root]: project } }]];
}

function readPython(root: string, files: readonly string[], shared: Shared): PythonWorkspace | undefined {
  const managers = managersOf(shared);
  if (managers.pythonPackageManager === 'uv' && !files.includes(manifestOfRoot)) return undefined;
  return readPythonWorkspace(root, managers, () =>
    files.filter((file) => file.endsWith(`/${manifestOfRoot}`)),
  );
}

/** Projects of all manifests. `files` are paths from the workspace's root, which is absolute. */
export function inferNodes(
  files: readonly string[],
  root: string,
  nxJson: NxJsonConfiguration = {},
): CreateNodesResultArray {
  const read = readShared(root, files);
  const python = readPython(root, files, read);
  const shared = { ...read, settings: python?.lock ? [settingsNode] : [] };
  const released = releasesDocker(nxJson.release) ? shared.workspace : undefined;
  const found = files.filter(isService).flatMap((file) => {
    const inferred = inferService(root, file, shared);
    return inferred ? [{ file, inferred }] : [];
  });
  const names = namesOf(
    root,
    found.map(({ inferred }) => inferred),
  );
  const problems: Problem[] = [...shared.problems, ...(python?.problems ?? [])];
  const rules = new Set<string>();
  const nodes = found.map(({ file, inferred }): Node => {
    const { project, problems: own } = named(inferred, names);
    problems.push(...own);
    const whole = released ? withDockerRelease(project, released) : project;
    return [file, { projects: { [project.root]: whole }, ...newRules(inferred, rules) }];
  });
  const services = new Set(found.map(({ file }) => dirname(file)));
  const libraries = python ? inferPython(python, names, services) : [];
  problems.push(...libraries.flatMap((one) => one.problems));
  report(root, problems);
  return [...workspaceNodes(files, shared), ...nodes, ...libraries.map(({ node }) => node)];
}
