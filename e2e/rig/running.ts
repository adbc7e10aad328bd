import { isEngineOurs } from './engine/engine.js';
import { pidOf } from './os/daemon.js';
import { isContainerUp, registryDaemon } from './registry/registry.js';
import { isPackageRegistryUp } from './verdaccio.js';

export interface RunningHalves {
  /** The engine, if it is our own, or the registry of images. */
  readonly engine: boolean;
  readonly packages: boolean;
}

/** What of a rig runs already: whoever finds it so leaves it so. */
export async function runningHalves(state: string): Promise<RunningHalves> {
  const engine = isEngineOurs(state) || pidOf(registryDaemon(state)) !== undefined || (await isContainerUp());
  return { engine, packages: isPackageRegistryUp(state) };
}
