import {
  ProblemError,
  PublishReceipt,
  receiptPath,
  unwrap,
  upstreamOf,
  type Environment,
  type EnvironmentState,
  type Workspace,
} from '@org/ci-core';
import type { Repository } from '@org/ci-oci';
import { readReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { repositoryIn } from '../registry/repository';
import type { PromoteOptions } from './options';
import { readOverlay, type OverlayFile } from './overlay-file';

/** From where to where a digest goes. */
export interface Route {
  readonly digest: string;
  /** What the environment before has; undefined for the first one. */
  readonly upstream: EnvironmentState | undefined;
  readonly from: Repository;
  readonly to: Repository;
  readonly overlay: OverlayFile;
}

const registryOf = (workspace: Workspace, environment: Environment | undefined): string =>
  environment?.registry ?? workspace.registry;

function environmentOf({ environments }: Workspace, name: string): Environment {
  const environment = environments.find((each) => each.name === name);
  if (environment) return environment;
  throw new ProblemError({
    code: 'environment-unknown',
    where: `--to=${name}`,
    what: 'ci.yaml has no such environment',
    fix: `use one of ${environments.map((each) => each.name).join(', ')}`,
  });
}

/** The digest that is promoted where none is named. Codes: receipt-missing, nothing-to-promote. */
async function digestToPromote(
  { root, service }: Task<PromoteOptions>,
  upstream: Environment | undefined,
  state: EnvironmentState | undefined,
): Promise<string> {
  if (!upstream) {
    const file = receiptPath(service.name, 'publish');
    return unwrap(await readReceipt(root, file, PublishReceipt, 'publish')).digest;
  }
  if (state?.digest !== undefined) return state.digest;
  const uncommitted = state?.workTree !== undefined;
  throw new ProblemError({
    code: 'nothing-to-promote',
    where: `${service.name} in ${upstream.name}`,
    what: uncommitted ? 'what was promoted to it is not committed' : 'nothing was promoted to it yet',
    fix: uncommitted ? 'commit its overlay first' : `promote to ${upstream.name} first`,
  });
}

/** Reads the overlays of both environments. */
export async function planRoute(task: Task<PromoteOptions>): Promise<Route> {
  const { options, workspace, service } = task;
  const environment = environmentOf(workspace, options.to);
  const upstream = upstreamOf(workspace.environments, options.to);
  const state = upstream && (await readOverlay(task, upstream.name)).state;
  return {
    digest: options.digest ?? (await digestToPromote(task, upstream, state)),
    upstream: state,
    from: repositoryIn(registryOf(workspace, upstream), service.name),
    to: repositoryIn(registryOf(workspace, environment), service.name),
    overlay: await readOverlay(task, options.to),
  };
}
