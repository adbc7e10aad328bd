import path from 'node:path';
import type { CustomHasher, HasherContext } from '@nx/devkit';
import { unwrap } from '@org/ci-core';
import { RegistryError } from '@org/ci-oci';
import { runCommand } from '@org/ci-toolchain';
import { loadWorkspace } from '../frame/load';
import { markingHasher, optionsOf, type Standing } from '../frame/mark';
import { sessionOf } from '../registry/session';
import { PublishOptions } from './options';
import { planNames } from './publication';
import { sourceFacts } from './source';
import { isPublished, type Look } from './standing';

/** Nobody waits long for a look: a registry that is slow or away is the executor's to report, with patience. */
const limits = { attempts: 1, silentAttempts: 1, requestMs: 5000 };

interface Run extends Look {
  readonly controller: AbortController;
}

async function open(root: string): Promise<Run> {
  const controller = new AbortController();
  const loaded = unwrap(await loadWorkspace(root));
  const workspace = { ...loaded.workspace, registryLimits: limits };
  const session = await sessionOf({ run: runCommand, signal: controller.signal, workspace });
  return { ...loaded, root, session, controller };
}

const runs = new WeakMap<HasherContext['projectGraph'], Promise<Run>>();

/** Once for all tasks of a run. */
function runOf({ projectGraph }: HasherContext, root: string): Promise<Run> {
  const run = runs.get(projectGraph) ?? open(root);
  runs.set(projectGraph, run);
  return run;
}

/** The folder of its receipt is called as the service is. */
const serviceOf = ({ outputs: [receipt = ''] }: Parameters<Standing>[0]): string =>
  path.posix.basename(path.posix.dirname(receipt));

const isStanding: Standing = async (task, context, root) => {
  const run = await runOf(context, root);
  const { signal } = run.controller;
  const facts = await sourceFacts({ root, graph: context.projectGraph, run: runCommand, signal });
  const names = planNames(PublishOptions.parse(optionsOf(task, context)), run.workspace, facts);
  try {
    return await isPublished(run, serviceOf(task), names);
  } catch (error) {
    // of fifty services one refusal is enough: the others need not wait for theirs
    if (error instanceof RegistryError && error.retryable) run.controller.abort(error);
    throw error;
  }
};

/** A publication is a hit where every registry has it as its receipt says, asked now. `root` is absolute. */
export const publishHasher = (root?: string): CustomHasher => markingHasher(isStanding, root);

/** What executors.json names. */
export const hasher = publishHasher();
