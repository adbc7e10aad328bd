import { down } from '../rig/down.js';
import { defaultStateFolder } from '../rig/os/folders.js';
import type { Rig } from '../rig/rig.js';
import { runningHalves } from '../rig/running.js';
import { up } from '../rig/up.js';
import { startPackageRegistry, type PackageRegistry } from '../rig/verdaccio.js';

export interface RigEnvironment {
  /** What tests read: see e2e/world/world.ts. */
  readonly env: Record<string, string>;
  /** Ends what this call started; a rig that was up before stays up. */
  stop(): Promise<void>;
}

/** The two halves of a rig, which need nothing of each other. */
export interface RigHalves {
  readonly engine: Promise<Rig>;
  readonly packages: Promise<PackageRegistry>;
  /** Ends what `startRig` started; a half that ran before stays up, as a kept demo's. */
  stop(): Promise<void>;
}

/** Starts engine and container registry, and the package registry, side by side. `bases`: references of base images; all without it. */
export function startRig(
  report: (step: string, seconds: number) => void,
  bases?: readonly string[],
): RigHalves {
  const state = defaultStateFolder();
  const before = runningHalves(state);
  const engine = before.then(() => up({ state, report, ...(bases && { bases }) }));
  const packages = before.then(() => startPackageRegistry({ state }));
  const settled = Promise.allSettled([engine, packages]);
  return {
    engine,
    packages,
    stop: async () => {
      const [rig, registry] = await settled;
      const wasUp = await before;
      if (registry.status === 'fulfilled' && !wasUp.packages) await registry.value.stop();
      if (rig.status === 'fulfilled' && !wasUp.engine) await down({ state });
    },
  };
}

/** The variables by which tests know the rig. */
export const rigVariables = (rig: Rig, packages: PackageRegistry): Record<string, string> => ({
  ...rig.env,
  ORG_CI_REGISTRY: rig.registry,
  ORG_CI_MIRRORS: JSON.stringify(rig.mirrors),
  ORG_CI_NPM_REGISTRY: packages.url,
});

export const reportStep = (step: string, seconds: number): void => {
  console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${step}`);
};

/** Engine, container registry and package registry, for all parts of a run. */
export async function rigEnvironment(): Promise<RigEnvironment> {
  console.log('━━ rig: engine, registries, packed packages, beside the first parts');
  const halves = startRig((step, seconds) => {
    reportStep(`rig: ${step}`, seconds);
  });
  const stop = () => halves.stop();
  try {
    const [rig, registry] = await Promise.all([halves.engine, halves.packages]);
    console.log(`  rig: packages ${registry.published.join(', ')}`);
    return { env: rigVariables(rig, registry), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
