import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { registryProgram } from '../engine/programs.js';
import { awaitDaemon, pidOf, startDaemon, stopDaemon, type Daemon } from '../os/daemon.js';
import { answers, exec } from '../os/exec.js';
import { formatRegistryConfig } from './config.js';

/** For machines with an engine but without apt. */
const registryImage = 'registry:2.8.3';
export const registryContainer = 'org-ci-rig-registry';

const configFile = (state: string) => join(state, 'registry.yml');
export const registryDaemon = (state: string): Daemon => ({
  name: 'registry',
  pidFile: join(state, 'registry.pid'),
  logFile: join(state, 'log/registry.log'),
  mark: configFile(state),
});

/** Whether a registry answers on this loopback port (OCI distribution specification, end-1). */
export async function registryAnswers(port: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined);
  return response?.status === 200;
}

/** Starts the loopback registry as a program, where apt can fetch one. */
export async function startRegistry(state: string, port: number): Promise<void> {
  const daemon = registryDaemon(state);
  if (pidOf(daemon)) return;
  await mkdir(join(state, 'registry'), { recursive: true });
  await writeFile(configFile(state), formatRegistryConfig(join(state, 'registry'), port));
  const program = join(await registryProgram(), 'usr/bin/docker-registry');
  startDaemon(daemon, program, ['serve', configFile(state)], { OTEL_TRACES_EXPORTER: 'none' });
  await awaitDaemon(daemon, () => registryAnswers(port));
}

/** Whether the registry runs as a container of the engine. */
export function isContainerUp(): Promise<boolean> {
  return answers('docker', ['exec', registryContainer, 'true']);
}

/** The same as a container of the engine that is there. */
export async function startRegistryContainer(state: string, port: number): Promise<void> {
  if (await registryAnswers(port)) return;
  await answers('docker', ['rm', '-f', registryContainer]);
  const publish = `127.0.0.1:${port}:5000`;
  const options = ['--name', registryContainer, '-p', publish, '-e', 'REGISTRY_STORAGE_DELETE_ENABLED=true'];
  await exec('docker', ['run', '-d', ...options, registryImage]);
  const daemon = { ...registryDaemon(state), name: `container ${registryContainer}` };
  await awaitDaemon(daemon, () => registryAnswers(port));
}

export async function stopRegistry(state: string): Promise<void> {
  await stopDaemon(registryDaemon(state));
}
