import type { CreateNodesResultArray } from '@nx/devkit';
import type { Problem } from '@org/ci-core';
import { named, renamedLibrary, type Names } from '../unique-names';
import { libraryProject } from './library';
import { externalNodes } from './nodes';
import { manifestOfRoot, type PythonWorkspace } from './workspace';

export interface InferredNode {
  readonly node: CreateNodesResultArray[number];
  readonly problems: readonly Problem[];
}

/** What a workspace in Python adds to the graph: its libraries, which are no projects otherwise, and packages of uv.lock. */
export function inferPython(
  workspace: PythonWorkspace,
  names: Names,
  services: ReadonlySet<string>,
): readonly InferredNode[] {
  const packages = { externalNodes: externalNodes(workspace) };
  const libraries = workspace.members
    .filter(({ folder }) => !services.has(folder) && !names.byNx.has(folder))
    .map((member): InferredNode => {
      const library = libraryProject(member, workspace);
      const { project, problems } = named(library, names, renamedLibrary);
      return { node: [member.file, { projects: { [project.root]: project } }], problems };
    });
  // pip has no root, and no lock file of all
  if (workspace.installer === 'pip') return libraries;
  return [{ node: [manifestOfRoot, packages], problems: [] }, ...libraries];
}
