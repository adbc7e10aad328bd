import type { CustomHasher, HasherContext } from '@nx/devkit';
import { unwrap, type Workspace } from '@org/ci-core';
import { RegistryError } from '@org/ci-oci';
import { runCommand } from '@org/ci-toolchain';
import { loadCiYaml, loadService } from '../frame/load';
import { markingHasher, optionsOf, type Look } from '../frame/mark';
import { sessionOf, type Session } from '../registry/session';
import { PublishOptions } from './options';
import { planNames } from './publication';
import { sourceFacts } from './source';
import { lookUp } from './standing';

/** Nobody waits long for a look: a registry that is slow or away is the executor's to report, with patience. */
const limits = { attempts: 1, silentAttempts: 1, requestMs: 5000 };

interface Run {
  readonly workspace: Workspace;
  readonly session: Session;
  readonly controller: AbortController;
}

async function open(root: string): Promise<Run> {
  const controller = new AbortController();
  const workspace = { ...unwrap(await loadCiYaml(root)), registryLimits: limits };
  const session = await sessionOf({ run: runCommand, signal: controller.signal, workspace });
  return { workspace, session, controller };
}

const runs = new WeakMap<HasherContext['projectGraph'], Promise<Run>>();

/** Once for all tasks of a run. */
function runOf({ projectGraph }: HasherContext, root: string): Promise<Run> {
  const run = runs.get(projectGraph) ?? open(root);
  runs.set(projectGraph, run);
  return run;
}

const look: Look = async (task, context, root) => {
  const { projectGraph: graph } = context;
  const directory = graph.nodes[task.target.project]?.data.root ?? '';
  const options = optionsOf(PublishOptions, task, context);
  const { workspace, session, controller } = await runOf(context, root);
  const service = unwrap(await loadService(root, directory));
  const facts = await sourceFacts({ root, graph, run: runCommand, signal: controller.signal });
  try {
    return await lookUp({ root, session, service: service.name }, planNames(options, workspace, facts));
  } catch (error) {
    // of fifty services one refusal is enough: the others need not wait for theirs
    if (error instanceof RegistryError && error.retryable) controller.abort(error);
    throw error;
  }
};

/** A publication is a hit where every registry has it as its receipt says, asked now. `root` is absolute. */
export const publishHasher = (root?: string): CustomHasher => markingHasher(look, root);

/** What executors.json names. */
export const hasher = publishHasher();
