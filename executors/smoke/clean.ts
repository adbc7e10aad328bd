import { rm } from 'node:fs/promises';
import {
  dockerListLabelled,
  dockerNetworkRemove,
  dockerRemove,
  isAlive,
  parseLabelled,
  type Command,
  type Runner,
} from '@org/ci-toolchain';
import { ownerLabel, processLabel } from './names';
import type { SmokePlan } from './plan';

/** Everything is tried, and nothing of it can fail a run; no signal is passed on: an interrupted run is cleaned up too. */
async function tryAll(run: Runner, commands: readonly Command[]): Promise<void> {
  for (const command of commands) await run(command, { timeoutMs: 60_000 }).catch(() => undefined);
}

/** Removes what a run made. */
export async function clean(run: Runner, plan: SmokePlan, secretFolder: string): Promise<void> {
  await tryAll(run, plan.cleanup);
  await rm(secretFolder, { recursive: true, force: true });
}

/** Removes what runs of the same service left behind that were killed. Returns how many things those were. */
export async function removeLeftovers(
  run: Runner,
  owner: string,
  alive: (pid: number) => boolean = isAlive,
): Promise<number> {
  const idsOf = async (kind: 'container' | 'network'): Promise<string[]> => {
    const { stdout } = await run(dockerListLabelled(kind, `${ownerLabel}=${owner}`, processLabel));
    return parseLabelled(stdout).flatMap(({ id, value }) => (alive(Number(value)) ? [] : [id]));
  };
  const containers = await idsOf('container');
  if (containers.length > 0) await tryAll(run, [dockerRemove(...containers)]);
  const networks = await idsOf('network');
  await tryAll(run, networks.map(dockerNetworkRemove));
  return containers.length + networks.length;
}
