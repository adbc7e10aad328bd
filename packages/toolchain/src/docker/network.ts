import type { Command } from '../spawn/command';

const docker = (...args: string[]): Command => ({ tool: 'docker', args });
const labelled = (labels: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries(labels).flatMap(([key, value]) => ['--label', `${key}=${value}`]);

export interface Named {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** `internal`: no way out of the machine. */
export const dockerNetworkCreate = (options: Named & { readonly internal?: boolean }): Command =>
  docker(
    'network',
    'create',
    ...(options.internal ? ['--internal'] : []),
    ...labelled(options.labels),
    options.name,
  );
export const dockerNetworkRemove = (name: string): Command => docker('network', 'rm', '--force', name);
export const dockerNetworkConnect = (network: string, container: string): Command =>
  docker('network', 'connect', network, container);

export const dockerVolumeCreate = (options: Named): Command =>
  docker('volume', 'create', ...labelled(options.labels), options.name);
export const dockerVolumeRemove = (name: string): Command => docker('volume', 'rm', '--force', name);
