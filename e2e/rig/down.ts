import { realpath, rm } from 'node:fs/promises';
import { killContainers, stopEngine } from './engine/engine.js';
import { stopDaemon } from './os/daemon.js';
import { withLock } from './os/lock.js';
import { answers } from './os/exec.js';
import { defaultStateFolder } from './os/folders.js';
import { hostMapDaemon } from './registry/host-map-daemon.js';
import { registryContainer, registryDaemon } from './registry/registry.js';
import { readRig } from './rig.js';
import { enginePrograms } from './engine/programs.js';

export interface DownOptions {
  readonly state?: string;
  /** Also removes the engine's data and the registry's content. */
  readonly purge?: boolean;
}

/** Stops what `up` started, by pid, and gives the machine's network and mounts back. Nothing there: nothing to do. */
export async function down(options: DownOptions = {}): Promise<void> {
  const folder = options.state ?? defaultStateFolder();
  const state = await realpath(folder).catch(() => undefined);
  if (state === undefined) return;
  await withLock(state, () => downAlone(state, options.purge ?? false));
}

async function downAlone(state: string, purge: boolean): Promise<void> {
  const rig = await readRig(state);
  if (rig?.engine === 'found') await answers('docker', ['rm', '-f', registryContainer]);
  else await downEngine(state, rig?.programs ?? (await enginePrograms()), purge);
  await stopDaemon(hostMapDaemon(state));
  await stopDaemon(registryDaemon(state));
  if (purge) await rm(state, { recursive: true, force: true });
}

async function downEngine(state: string, programs: string, purge: boolean): Promise<void> {
  if (purge) await killContainers(state, programs);
  await stopEngine(state, programs);
}
