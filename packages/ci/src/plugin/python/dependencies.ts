import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateDependenciesContext, RawProjectGraphDependency } from '@nx/devkit';
import { DependencyType } from 'nx/src/config/project-graph';
import { finderOf, requirementsOf, type UvLock, type UvPackage } from '@org/ci-core';
import { isExternal, pypiName, workspaceNode } from './nodes';
import { managersIn, readPythonWorkspace, type Member, type PythonWorkspace } from './workspace';

type Context = Pick<CreateDependenciesContext, 'projects' | 'fileMap' | 'workspaceRoot' | 'externalNodes'>;

const fileOf = (folder: string): string => `${folder}/pyproject.toml`;

/** Files of projects that Nx knows: it refuses an edge from another one. */
function knownFiles({ projects, fileMap, workspaceRoot }: Context): Map<string, string> {
  const found = Object.entries(projects).flatMap(([name, { root }]): [string, string][] => {
    const file = fileOf(root);
    const isThere = root !== '.' && existsSync(join(workspaceRoot, file));
    return isThere && fileMap.projectFileMap[name]?.some((one) => one.file === file) ? [[file, name]] : [];
  });
  return new Map(found);
}

/** Whatever a member names that is a member, too. uv takes it from the workspace, and from nowhere else. */
function memberEdges(members: readonly Member[], projects: ReadonlyMap<string, string>) {
  const named = members.flatMap(({ file, manifest }): [string, string][] => {
    const project = projects.get(file);
    return manifest.ok && manifest.value.name !== undefined && project !== undefined
      ? [[manifest.value.name, project]]
      : [];
  });
  const byName = new Map(named);
  return members.flatMap(({ file, manifest }): RawProjectGraphDependency[] => {
    const source = projects.get(file);
    if (source === undefined || !manifest.ok) return [];
    const targets = requirementsOf(manifest.value).flatMap((name) => byName.get(name) ?? []);
    return targets
      .filter((target) => target !== source)
      .map((target) => ({ source, target, sourceFile: file, type: DependencyType.static }));
  });
}

const all = ({ dependencies, extras, groups }: UvPackage) => [
  ...dependencies,
  ...Object.values(extras).flat(),
  ...Object.values(groups).flat(),
];

/**
 * What the lock file says. Edges from projects are implicit: Nx keeps others by the file that they come from, and would
 * keep one that the lock file has no more.
 */
function lockEdges(lock: UvLock, projects: ReadonlyMap<string, string>): RawProjectGraphDependency[] {
  const find = finderOf(lock);
  return lock.packages.flatMap((one): RawProjectGraphDependency[] => {
    const targets = [...new Set(all(one).flatMap(find).filter(isExternal).map(pypiName))];
    if (isExternal(one)) {
      const source = pypiName(one);
      return targets
        .filter((target) => target !== source)
        .map((target) => ({ source, target, type: DependencyType.static }));
    }
    const source = projects.get(fileOf(one.folder ?? ''));
    if (source === undefined) return [];
    return [...targets, workspaceNode].map((target) => ({ source, target, type: DependencyType.implicit }));
  });
}

/** Edges of a workspace in Python: between its members, to packages of its lock file, and between these. */
export function planDependencies(
  { members, lock }: PythonWorkspace,
  projects: ReadonlyMap<string, string>,
): RawProjectGraphDependency[] {
  return [...memberEdges(members, projects), ...(lock ? lockEdges(lock, projects) : [])];
}

/** Reads what nodes were made from. Edges to nodes that there are not are left out: Nx would refuse the graph. */
export function inferDependencies(context: Context): RawProjectGraphDependency[] {
  const root = context.workspaceRoot;
  const projects = new Map<string, string>();
  const workspace = readPythonWorkspace(root, managersIn(root), () => {
    for (const [file, name] of knownFiles(context)) projects.set(file, name);
    return [...projects.keys()];
  });
  if (!workspace) return [];
  const { projects: known, externalNodes = {} } = context;
  const isKnown = (name: string): boolean => name in known || name in externalNodes;
  return planDependencies(workspace, projects).filter(
    ({ source, target }) => isKnown(source) && isKnown(target),
  );
}
