import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awaitDaemon, pidOf, startDaemon, stopDaemon, stopPid, type Daemon } from '../os/daemon.js';
import { answers, exec } from '../os/exec.js';
import { searchPath } from '../rig.js';
import { mountsBelow, runningPrograms } from '../os/proc.js';
import { synthEngineConfig, type EngineOptions } from './config.js';
import { closeNetwork, openNetwork, routeMtu } from './network.js';
import { enginePath } from './programs.js';
import { neighbour } from './second.js';
import { chooseSubnets } from './subnets.js';

export type EngineRequest = Pick<
  EngineOptions,
  'state' | 'programs' | 'registryPort' | 'hostMapPort' | 'hosts'
>;

/** Interface names have at most 15 characters. */
const bridge = 'orgci0';
export const configFile = (state: string): string => join(state, 'daemon.json');
const subnetsFile = (state: string) => join(state, 'subnets.json');

const dockerd = (state: string): Daemon => ({
  name: 'dockerd',
  pidFile: join(state, 'dockerd.pid'),
  logFile: join(state, 'log/dockerd.log'),
  mark: configFile(state),
});

/** Whether the engine of this state folder runs. */
export const isEngineOurs = (state: string): boolean => pidOf(dockerd(state)) !== undefined;

/** What a client needs to talk to the engine of this state folder. */
export function engineEnvironment(state: string, programs: string): Record<string, string> {
  return {
    DOCKER_HOST: `unix://${join(state, 'docker.sock')}`,
    DOCKER_CONFIG: join(state, 'client'),
    BUILDX_CONFIG: join(state, 'client/buildx'),
    PATH: searchPath(programs),
  };
}

/** Starts dockerd, or leaves the one alone that runs with the same configuration. */
export async function startEngine(request: EngineRequest): Promise<void> {
  const { state, programs } = request;
  const routes = await exec('ip', ['-o', 'route']);
  const options = {
    ...request,
    bridge,
    subnets: await subnetsOf(state, routes),
    mtu: await routeMtu(routes),
  };
  const config = `${JSON.stringify(synthEngineConfig(options), null, 2)}\n`;
  const daemon = dockerd(state);
  if (pidOf(daemon)) {
    if ((await readFile(configFile(state), 'utf8')) === config) return;
    await stopDaemon(daemon, 30);
  }
  await linkPlugins(state, programs);
  await openNetwork(state, programs, bridge, options.subnets.bridge);
  await writeFile(configFile(state), config);
  await rm(join(state, 'exec.pid'), { force: true }); // a crashed engine's: its number may be another program's now
  const path = `${enginePath(programs)}:${process.env.PATH ?? ''}`;
  startDaemon(daemon, join(programs, 'usr/sbin/dockerd'), ['--config-file', configFile(state)], {
    PATH: path,
  });
  const env = engineEnvironment(state, programs);
  await awaitDaemon(daemon, () => answers(join(programs, 'usr/bin/docker'), ['version'], { env }), 40);
}

/** Ends containers without the time that each may take to stop: for an engine whose data is removed anyway. */
export async function killContainers(state: string, programs: string): Promise<void> {
  if (!isEngineOurs(state)) return;
  const docker = (...args: string[]): Promise<string> =>
    exec(join(programs, 'usr/bin/docker'), args, {
      env: engineEnvironment(state, programs),
      timeout: 20_000,
    }).catch(() => ''); // an engine that does not answer is stopped as it is
  const running = (await docker('ps', '--quiet', '--no-trunc')).split('\n').filter((id) => id !== '');
  if (running.length > 0) await docker('kill', ...running);
}

/** Stops the engine and whatever a crashed one left running, and gives network and mounts back. Its data stays. */
export async function stopEngine(state: string, programs: string): Promise<void> {
  await stopDaemon(dockerd(state), 30);
  const leftOver = join(state, 'exec/containerd');
  const programsLeft = runningPrograms().filter(({ commandLine }) => commandLine.includes(leftOver));
  await Promise.all(programsLeft.map(({ pid }) => stopPid(pid, leftOver, 2)));
  for (const point of mountsBelow(state)) await exec('umount', ['-l', point]).catch(() => undefined);
  await closeNetwork(state, programs, bridge, neighbour(configFile(state)));
}

/** Chosen once per state folder: after that our own bridge is among the routes. */
async function subnetsOf(state: string, routes: string): Promise<EngineOptions['subnets']> {
  const file = subnetsFile(state);
  if (!existsSync(file)) await writeFile(file, JSON.stringify(chooseSubnets(routes)));
  return JSON.parse(await readFile(file, 'utf8')) as EngineOptions['subnets'];
}

async function linkPlugins(state: string, programs: string): Promise<void> {
  const source = join(programs, 'usr/libexec/docker/cli-plugins');
  const target = join(state, 'client/cli-plugins');
  await mkdir(target, { recursive: true });
  for (const name of await readdir(source)) {
    await rm(join(target, name), { force: true });
    await symlink(join(source, name), join(target, name));
  }
  const config = join(state, 'client/config.json');
  if (!existsSync(config)) await writeFile(config, '{}\n');
}
