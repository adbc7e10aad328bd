import { isEngineOurs } from '../rig/engine/engine.js';
import { down } from '../rig/down.js';
import { defaultStateFolder } from '../rig/os/folders.js';
import { up } from '../rig/up.js';
import { startPackageRegistry } from '../rig/verdaccio.js';

export interface RigEnvironment {
  /** What tests read: see e2e/world/world.ts. */
  readonly env: Record<string, string>;
  /** Ends what this call started; a rig that was up before stays up. */
  stop(): Promise<void>;
}

/** Engine, container registry and package registry, for all parts of a run. */
export async function rigEnvironment(): Promise<RigEnvironment> {
  const state = defaultStateFolder();
  const wasUp = isEngineOurs(state);
  const report = (step: string, seconds: number): void => {
    console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${step}`);
  };
  console.log('━━ rig: engine, registries, packed packages');
  const rig = await up({ state, report });
  const packages = await startPackageRegistry({ state });
  console.log(`  packages: ${packages.published.join(', ')}`);
  return {
    env: {
      ...rig.env,
      ORG_CI_REGISTRY: rig.registry,
      ORG_CI_MIRRORS: JSON.stringify(rig.mirrors),
      ORG_CI_NPM_REGISTRY: packages.url,
    },
    stop: async () => {
      await packages.stop();
      if (!wasUp) await down({ state });
    },
  };
}
