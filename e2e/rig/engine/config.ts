import { join } from 'node:path';
import type { Subnets } from './subnets.js';

export interface EngineOptions {
  /** Folder of data, sockets and logs. */
  readonly state: string;
  /** Folder of the unpacked programs. */
  readonly programs: string;
  readonly bridge: string;
  readonly subnets: Subnets;
  readonly mtu: number;
  readonly registryPort: number;
  readonly hostMapPort: number;
  /** Registry hosts that the loopback registry stands in for. */
  readonly hosts: readonly string[];
}

/** dockerd's configuration file: everything in folders and networks of its own. See `dockerd` reference, "Daemon configuration file". */
export function synthEngineConfig(options: EngineOptions): Record<string, unknown> {
  const { state, programs, subnets, mtu } = options;
  const hostMap = `http://127.0.0.1:${options.hostMapPort}`;
  return {
    features: { 'containerd-snapshotter': true },
    'data-root': join(state, 'data'),
    'exec-root': join(state, 'exec'),
    pidfile: join(state, 'exec.pid'),
    hosts: [`unix://${join(state, 'docker.sock')}`],
    bridge: options.bridge,
    'default-address-pools': [{ base: subnets.pool, size: 26 }],
    mtu,
    'default-network-opts': { bridge: { 'com.docker.network.driver.mtu': String(mtu) } },
    'registry-mirrors': [`http://127.0.0.1:${options.registryPort}`],
    proxies: { 'http-proxy': hostMap, 'https-proxy': hostMap, 'no-proxy': '127.0.0.1,localhost,::1' },
    'insecure-registries': options.hosts,
    'init-path': join(programs, 'usr/bin/tini-static'),
    'userland-proxy-path': join(programs, 'usr/sbin/docker-proxy'),
    'log-driver': 'json-file',
    'log-opts': { 'max-size': '5m' },
    'shutdown-timeout': 3,
    // By default a tenth of the disk is for caches: on a small one a build loses what the last one left.
    // What is reserved is not collected even where the disk is full: so much has to be there.
    builder: { gc: { enabled: true, defaultReservedSpace: '15GB', defaultMinFreeSpace: '1GB' } },
  };
}
