import type { Tree } from '@nx/devkit';
import type { Standard, Workspace } from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { findServices, readWorkspace, type FoundServices } from './manifests';

/** What everything else is derived from: ci.yaml, the standard that it names, and every service. */
export interface Facts {
  readonly workspace: Workspace;
  readonly standard: Standard;
  readonly found: FoundServices;
}

/**
 * The standard that the workspace follows.
 * @throws ProblemError where it is not installed, or not in that version
 */
export const standardOf = (tree: Tree, { standard: { name, version } }: Workspace): Standard =>
  loadStandard(tree.root, name, version);

/**
 * Those of the tree as it is now: whoever changes a manifest reads them again, or says what has changed.
 * @throws ProblemError where ci.yaml or the standard cannot be read
 */
export async function readFacts(tree: Tree, workspace: Workspace = readWorkspace(tree)): Promise<Facts> {
  return { workspace, standard: standardOf(tree, workspace), found: await findServices(tree) };
}
