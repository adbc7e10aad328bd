import type { Command } from '../spawn/command';

const docker = (...args: string[]): Command => ({ tool: 'docker', args });

/** State and configuration as JSON, one array: parseContainers reads it. */
export const dockerInspect = (...containers: readonly string[]): Command =>
  docker('container', 'inspect', ...containers);
/** What the container wrote: its standard output and error, as ours. */
export const dockerLogs = (container: string, options: { readonly tail?: number } = {}): Command =>
  docker('logs', ...(options.tail === undefined ? [] : ['--tail', String(options.tail)]), container);
/** SIGTERM, and SIGKILL after the time limit. */
export const dockerStop = (container: string, seconds: number): Command =>
  docker('stop', '--timeout', String(seconds), container);
export const dockerKill = (container: string, signal: NodeJS.Signals): Command =>
  docker('kill', '--signal', signal, container);
/** Waits for the end; standard output is the exit code. */
export const dockerWait = (container: string): Command => docker('wait', container);
export const dockerStart = (container: string): Command => docker('start', container);
/** Removes containers with their anonymous volumes, running or not. */
export const dockerRemove = (...containers: readonly string[]): Command =>
  docker('rm', '--force', '--volumes', ...containers);
export const dockerExec = (container: string, argv: readonly string[]): Command =>
  docker('exec', container, ...argv);
/** One sample as JSON lines: parseStats reads it. */
export const dockerStats = (container: string): Command =>
  docker('stats', '--no-stream', '--no-trunc', '--format', 'json', container);
/** Client and server; it fails where no engine answers. parseVersion reads it. */
export const dockerVersion = (): Command => docker('version', '--format', 'json');
export const dockerPull = (image: string, platform?: string): Command =>
  docker('pull', '--quiet', ...(platform === undefined ? [] : ['--platform', platform]), image);
export const dockerImageInspect = (image: string): Command => docker('image', 'inspect', image);
