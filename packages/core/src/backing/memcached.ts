import type { Backing } from './backing';

const ask =
  'exec 3<>/dev/tcp/127.0.0.1/11211; printf "version\\r\\n" >&3; read -r -t 3 answer <&3; [[ "${answer}" == VERSION* ]]';

/** Docker Hub's `memcached`, Debian variants: user 11211. It keeps nothing and knows no password: only the internal network reaches it, and in development this machine. */
export const memcached: Backing = {
  id: 'memcached',
  title: 'memcached',
  port: 11_211,
  user: 11_211,
  limits: { cpus: 0.5, megabytes: 96, pids: 20 },
  memory: [{ path: '/tmp', megabytes: 1, mode: '1777' }],
  command: () => ['memcached', '--memory-limit=64', '--max-item-size=2m'],
  environment: () => ({}),
  ready: () => ['bash', '-ec', ask],
  stopSeconds: 5,
};
