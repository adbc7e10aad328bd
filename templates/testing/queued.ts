import { defineStack, Service, type ServiceInput, type Stack } from '@org/ci-core';
import { nodeApi } from '../stacks/node-api';
import { standard, workspace } from './standard';

const names = (prefix: string) => ({
  kind: `${prefix}_KIND`,
  host: `${prefix}_HOST`,
  port: `${prefix}_PORT`,
  name: `${prefix}_NAME`,
  user: `${prefix}_USER`,
  passwordFile: `${prefix}_PASSWORD_FILE`,
});

/** A stack that can have everything behind it and beside it. */
export const queued: Stack = defineStack({
  ...nodeApi,
  id: 'queued',
  accepts: {
    database: ['postgres', 'none'],
    cache: ['none', 'redis', 'memcached'],
    broker: ['none', 'redis', 'rabbitmq'],
    processes: ['worker', 'beat'],
  },
  runtime: (service) => ({
    ...nodeApi.runtime(service),
    cache: names('CACHE'),
    broker: names('BROKER'),
    secrets: [{ name: 'signing-key', variable: 'SIGNING_KEY_FILE' }],
    origins: 'ALLOWED_ORIGINS',
    processes: {
      worker: { command: ['/app/work', '--queue=$HOME'], healthcheck: ['/app/works'] },
      beat: { command: ['/app/beat'], healthcheck: ['/app/beats'], single: true },
    },
  }),
});

/** A service of it, as artefacts get it. */
export function queuedService(fields: object, directory = 'apps/orders'): ServiceInput {
  const given = { name: 'orders', stack: queued.id, port: 8000, ...fields };
  const { workspace: settings, pins } = workspace();
  const service = Service.parse(given);
  return { service, directory, stack: queued, standard, workspace: settings, pins, images: queued.images };
}
