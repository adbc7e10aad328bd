import { existsSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { ProblemError } from '@org/ci-core';
import { buildBases, pushBases } from './bases/bases.js';
import { configFile, engineEnvironment, isEngineOurs, startEngine } from './engine/engine.js';
import { findEngine, findRig } from './engine/found.js';
import { enginePrograms, registryProgram } from './engine/programs.js';
import { refuseSecondEngine } from './engine/second.js';
import { pidOf } from './os/daemon.js';
import { withLock } from './os/lock.js';
import { answers } from './os/exec.js';
import { defaultStateFolder } from './os/folders.js';
import { freePort } from './os/ports.js';
import { hostMapDaemon, startHostMap } from './registry/host-map-daemon.js';
import { mirroredHosts, planMirrors } from './registry/hosts.js';
import { isContainerUp, registryDaemon, startRegistry, startRegistryContainer } from './registry/registry.js';
import { readRig, writeRig, type Ports, type Rig } from './rig.js';

export interface UpOptions {
  /** Folder of data, sockets, pids and logs. */
  readonly state?: string;
  /** Wanted port of the registry; the next free one is taken where it is in use. */
  readonly port?: number;
  /** References of the base images that are needed; all stand-ins without it. */
  readonly bases?: readonly string[];
  /** Told what was reached and after how many seconds. */
  readonly report?: (step: string, seconds: number) => void;
}

/** An engine, a loopback registry and base images: uses the machine's engine where one answers, makes one otherwise. Idempotent; one at a time per state folder. */
export async function up(options: UpOptions = {}): Promise<Rig> {
  await mkdir(options.state ?? defaultStateFolder(), { recursive: true });
  const state = await realpath(options.state ?? defaultStateFolder());
  return withLock(state, () => upAlone(state, options));
}

async function upAlone(state: string, options: UpOptions): Promise<Rig> {
  const began = performance.now();
  const report = (step: string) => options.report?.(step, (performance.now() - began) / 1000);
  const ours = isEngineOurs(state);
  const borrowed = ours ? undefined : await findRig();
  if (borrowed) return borrowed;
  const own = ours || !(await findEngine());
  const ports = await choosePorts(state, options.port ?? 15000);
  const rig = own
    ? await startOwn(state, ports, report, options.bases)
    : await useFound(state, ports, report);
  await writeRig(state, rig);
  return rig;
}

async function startOwn(
  state: string,
  ports: Ports,
  report: (step: string) => void,
  wanted?: readonly string[],
): Promise<Rig> {
  refuseSecondEngine(configFile(state));
  await requireDebianRoute();
  const registry = `127.0.0.1:${ports.registry}`;
  const bases = buildBases(report, wanted);
  bases.catch(() => undefined); // awaited below; an earlier failure is told first
  await registryProgram();
  const programs = await enginePrograms();
  report('engine fetched');
  await startRegistry(state, ports.registry);
  await startHostMap(state, ports.hostMap, ports.registry);
  await startEngine({
    state,
    programs,
    registryPort: ports.registry,
    hostMapPort: ports.hostMap,
    hosts: mirroredHosts,
  });
  report('engine and registry up');
  const pushed = await pushBases(await bases, registry);
  report('base images pushed');
  const env = engineEnvironment(state, programs);
  return { engine: 'started', env, registry, mirrors: planMirrors(registry), bases: pushed, programs, ports };
}

async function useFound(state: string, ports: Ports, report: (step: string) => void): Promise<Rig> {
  if (await canFetchPackages()) await startRegistry(state, ports.registry);
  else await startRegistryContainer(state, ports.registry);
  report('registry up, the machine’s own engine is used');
  const { PATH = '', DOCKER_HOST, DOCKER_CONFIG, BUILDX_CONFIG } = process.env;
  const env = Object.fromEntries(
    Object.entries({ PATH, DOCKER_HOST, DOCKER_CONFIG, BUILDX_CONFIG }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as Record<string, string>;
  return { engine: 'found', env, registry: `127.0.0.1:${ports.registry}`, mirrors: {}, bases: [], ports };
}

/** Those of the last run while they are ours or free, so that names with a port stay valid; else free ones. */
async function choosePorts(state: string, wanted: number): Promise<Ports> {
  const last = (await readRig(state))?.ports ?? { registry: wanted, hostMap: wanted + 1 };
  const registryRuns = Boolean(pidOf(registryDaemon(state))) || (await isContainerUp());
  const registry = registryRuns ? last.registry : await freePort(last.registry);
  const hostMap = pidOf(hostMapDaemon(state)) ? last.hostMap : await freePort(last.hostMap, [registry]);
  return { registry, hostMap };
}

async function requireDebianRoute(): Promise<void> {
  const fix = 'start a Docker engine with buildx and compose that this user can reach, then try again';
  if (process.getuid?.() !== 0) {
    throw new ProblemError({ code: 'RIG_NOT_ROOT', where: 'docker version', what: 'no Docker engine answers, and only root can start one here', fix }); // prettier-ignore
  }
  if (!(await canFetchPackages())) {
    throw new ProblemError({ code: 'RIG_NO_ENGINE', where: 'docker version', what: 'no Docker engine answers, and there is no apt to fetch one with', fix }); // prettier-ignore
  }
}

async function canFetchPackages(): Promise<boolean> {
  if (!existsSync('/usr/share/keyrings')) return false;
  return (await answers('apt-get', ['--version'])) && answers('dpkg-deb', ['--version']);
}
