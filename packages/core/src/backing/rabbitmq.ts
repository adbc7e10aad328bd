import type { Backing } from './backing';

const secrets = '/run/secrets/rabbitmq';

/** The image reads a password from its environment only; a file of settings keeps it out of there. */
const configure = [
  'umask 077',
  '{',
  '  printf \'default_user = %s\\n\' "${BROKER_USER}"',
  `  printf 'default_pass = %s\\n' "$(cat ${secrets}/password)"`,
  "  printf '%s\\n' 'log.console = true' 'log.console.level = warning' 'vm_memory_high_watermark.absolute = 256MB'",
  '} > /tmp/rabbitmq.conf',
  'exec docker-entrypoint.sh rabbitmq-server',
  '',
].join('\n');

/**
 * Erlang starts threads for every processor of the machine, and a table with room for every file that it may open,
 * whatever the container may have: on large machines that alone is more than the limits. erl(1), "Emulator flags".
 */
const erlang = '+S 2:2 +SDcpu 2:2 +Q 65536';

/** Docker Hub's `rabbitmq`: user 999. */
export const rabbitmq: Backing = {
  id: 'rabbitmq',
  title: 'RabbitMQ',
  port: 5672,
  user: 999,
  secrets,
  limits: { cpus: 1, megabytes: 512, pids: 300 },
  memory: [{ path: '/tmp', megabytes: 64, mode: '1777' }],
  data: { path: '/var/lib/rabbitmq', megabytes: 256, volume: 'rabbitmq' },
  entrypoint: ['/bin/sh', '-ec'],
  command: () => [configure],
  environment: (name) => ({
    BROKER_USER: name,
    RABBITMQ_CONFIG_FILE: '/tmp/rabbitmq.conf',
    ERL_FLAGS: erlang,
  }),
  ready: () => ['bash', '-ec', 'exec 3<>/dev/tcp/127.0.0.1/5672'],
  readyNote: 'It listens when all else is up. Its own diagnostics start a whole Erlang for every question.',
  stopSeconds: 30,
};
