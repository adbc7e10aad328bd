import type { Backing } from './backing';

const secrets = '/run/secrets/redis';

/** The password in a file that only Redis reads: on a command line every process could. */
const configure = (ephemeral: boolean): string =>
  [
    'umask 077',
    '{',
    `  printf 'requirepass %s\\n' "$(cat ${secrets}/password)"`,
    "  printf '%s\\n' 'dir /data' 'maxmemory 192mb' 'maxmemory-policy noeviction' \\",
    '    \'rename-command FLUSHALL ""\' \'rename-command DEBUG ""\' \\',
    ephemeral ? "    'save \"\"' 'appendonly no'" : "    'save \"\"' 'appendonly yes'",
    '} > /tmp/redis.conf',
    'exec redis-server /tmp/redis.conf',
    '',
  ].join('\n');

/** Docker Hub's `redis`, Debian variants: user 999. Broker and cache share it, each with a database of its own. */
export const redis: Backing = {
  id: 'redis',
  title: 'Redis',
  port: 6379,
  user: 999,
  secrets,
  limits: { cpus: 1, megabytes: 256, pids: 50 },
  memory: [{ path: '/tmp', megabytes: 16, mode: '1777' }],
  data: { path: '/data', megabytes: 128, volume: 'redis' },
  entrypoint: ['/bin/sh', '-ec'],
  command: (ephemeral) => [configure(ephemeral)],
  environment: () => ({}),
  ready: () => ['sh', '-c', `REDISCLI_AUTH="$(cat ${secrets}/password)" redis-cli -e ping`],
  stopSeconds: 15,
};
