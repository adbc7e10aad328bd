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
  environment: (name) => ({ BROKER_USER: name, RABBITMQ_CONFIG_FILE: '/tmp/rabbitmq.conf' }),
  ready: () => ['rabbitmq-diagnostics', '--quiet', 'check_port_connectivity'],
  readySeconds: 10,
  stopSeconds: 30,
};
