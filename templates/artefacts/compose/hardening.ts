import { flow, type YamlObject } from '../../yaml/value';

/** What a container may use at most. Numbers for one machine, not for a cluster. */
export interface Limits {
  readonly cpus: number;
  readonly memory: string;
  readonly pids: number;
}

/** What every container gives up: a writable root, capabilities, setuid programs, unlimited resources and logs. */
export const hardened = ({ cpus, memory, pids }: Limits): YamlObject => ({
  read_only: true,
  cap_drop: flow(['ALL']),
  security_opt: flow(['no-new-privileges:true']),
  cpus,
  mem_limit: memory,
  pids_limit: pids,
  logging: { driver: 'local', options: { 'max-size': '10m', 'max-file': '3' } },
});

/** A folder in memory; nothing in it can be executed. */
export const tmpfs = (path: string, size: string, ...options: readonly string[]): string =>
  `${path}:${['rw', 'noexec', 'nosuid', 'nodev', `size=${size}`, ...options].join(',')}`;

/** Text that compose hands on as it is: it would put variables of its own in place of `$`. */
export const escaped = (text: string): string => text.replaceAll('$', '$$$$');
