import type { Tree } from '@nx/devkit';
import { unwrap, type Standard, type Workspace } from '@org/ci-core';
import { loadStandards, type Standards } from '@org/ci-standard';
import { findServices, readWorkspace, type FoundServices } from './manifests';

/** What everything else is derived from: ci.yaml, the standards that are named, and every service. */
export interface Facts {
  readonly workspace: Workspace;
  /** The one of ci.yaml. */
  readonly standard: Standard;
  readonly standards: Standards;
  readonly found: FoundServices;
}

/**
 * Those of the tree as it is now: whoever changes a manifest reads them again, or says what has changed.
 * @throws ProblemError where ci.yaml or its standard cannot be read
 */
export async function readFacts(
  tree: Tree,
  workspace: Workspace = readWorkspace(tree),
  standards: Standards = unwrap(loadStandards(tree.root, workspace)),
): Promise<Facts> {
  return { workspace, standard: standards.workspace, standards, found: await findServices(tree) };
}
