import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CreateDependencies,
  CreateNodes,
  CreateNodesFunction,
  PostTasksExecution,
  PreTasksExecution,
} from '@nx/devkit';
import { architectureVariable } from './plugin/architecture';

const infer: CreateNodesFunction = async (files, _options, context) => {
  if (files.length === 0) return [];
  const { inferNodes } = await import('./plugin/infer.js');
  return inferNodes(files, context.workspaceRoot, context.nxJsonConfiguration);
};

/**
 * Infers a project with its targets from every service.yaml, the workspace's own project `ci` from ci.yaml, and, of
 * projects in Python, the libraries among them and the packages of uv.lock.
 * Reads those files only: no process, clock, environment or network, and nothing is loaded where there is no service.
 * A malformed file never breaks the graph: its project stays, with targets that fail with what is wrong.
 */
export const createNodes: CreateNodes = [
  '{ci.yaml,service.yaml,pyproject.toml,**/service.yaml,**/pyproject.toml}',
  infer,
];

/** The name that Nx 22 looks for. */
export const createNodesV2 = createNodes;

/** pip has no file at the root: ci.yaml says that there is something of it. */
function mayHavePython(root: string): boolean {
  if (existsSync(join(root, 'pyproject.toml'))) return true;
  const file = join(root, 'ci.yaml');
  return existsSync(file) && readFileSync(file, 'utf8').includes('pythonPackageManager');
}

/** What projects in Python depend on. Nothing is loaded where there are none. */
export const createDependencies: CreateDependencies = async (_options, context) => {
  if (!mayHavePython(context.workspaceRoot)) return [];
  const { inferDependencies } = await import('./plugin/python/dependencies.js');
  return inferDependencies(context);
};

/**
 * Before any task, what is hashed besides files. --dryRun reaches those that the named ones depend on, too. Nx hands on
 * what is set here.
 */
export const preTasksExecution: PreTasksExecution = async (_options, { argv, id }) => {
  process.env[architectureVariable] = process.arch;
  // as with createNodes: nothing is loaded where it is not needed
  if (!argv.some((word) => /^--(no-)?d/i.test(word))) return;
  const { asksForDryRun, dryRunVariable } = await import('@org/ci-core');
  if (asksForDryRun(argv)) process.env[dryRunVariable] = id;
};

/** After all tasks: digests and references, where Nx shows nothing of what went well. */
export const postTasksExecution: PostTasksExecution = async (_options, { taskResults, argv }) => {
  const { formatResults, isUnseen } = await import('./plugin/results.js');
  const unseen = isUnseen(process.env, argv);
  if (unseen) process.stdout.write(formatResults(Object.values(taskResults)));
};
