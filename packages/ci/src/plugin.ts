import type { CreateNodes, CreateNodesFunction } from '@nx/devkit';

const infer: CreateNodesFunction = async (files, _options, context) => {
  if (files.length === 0) return [];
  const { inferNodes } = await import('./plugin/infer.js');
  return inferNodes(files, context.workspaceRoot, context.nxJsonConfiguration);
};

/**
 * Infers a project with its targets from every service.yaml, and the workspace's own project `ci` from ci.yaml.
 * Reads those files only: no process, clock, environment or network, and nothing is loaded where there is no service.
 * A malformed file is reported on stderr and never breaks the graph.
 */
export const createNodes: CreateNodes = ['{ci.yaml,service.yaml,**/service.yaml}', infer];

/** The name that Nx 22 looks for. */
export const createNodesV2 = createNodes;
