import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { queuedService } from '../../testing/queued';
import { formatOverride } from './development';
import { formatCompose } from './files';
import { formatTest } from './suite';

interface Container {
  readonly image?: string;
  readonly entrypoint?: string[];
  readonly command?: string[];
  readonly user: string;
  readonly volumes?: string[];
  readonly tmpfs?: string[];
  readonly environment?: Record<string, string>;
  readonly depends_on?: Record<string, { condition: string }>;
  readonly healthcheck: { test?: string[] };
  readonly ports?: string[];
  readonly networks?: string[];
}
interface File {
  readonly services: Record<string, Container>;
  readonly volumes: Record<string, object>;
}
const read = (text: string): File => parse(text) as File;
const all = { database: 'postgres', cache: 'redis', broker: 'rabbitmq', processes: ['worker', 'beat'] };
const healthy = { condition: 'service_healthy' };

describe('compose.yaml of a service with backing services and processes', () => {
  const { services, volumes } = read(formatCompose(queuedService(all)));

  it('has a container for each, and a volume for what is kept', () => {
    expect(Object.keys(services)).toEqual(
      ['credentials', 'postgres', 'redis', 'rabbitmq', 'migrate', 'app', 'worker', 'beat'], // prettier-ignore
    );
    expect(Object.keys(volumes)).toEqual([
      'credentials',
      'redis-credentials',
      'rabbitmq-credentials',
      'application-credentials',
      'database',
      'redis',
      'rabbitmq',
    ]);
  });

  it('gives each backing service its own password only, and the application all of them', () => {
    const secrets = (name: string) => services[name]?.volumes?.filter((one) => one.endsWith(':ro'));
    expect(secrets('redis')).toEqual(['redis-credentials:/run/secrets/redis:ro']);
    expect(secrets('rabbitmq')).toEqual(['rabbitmq-credentials:/run/secrets/rabbitmq:ro']);
    expect(secrets('worker')).toEqual(secrets('app'));
    expect(secrets('app')).toEqual([
      'credentials:/run/secrets/database:ro',
      'redis-credentials:/run/secrets/redis:ro',
      'rabbitmq-credentials:/run/secrets/rabbitmq:ro',
      'application-credentials:/run/secrets/application:ro',
    ]);
    for (const file of ['database/password', 'redis/password', 'application/signing-key'])
      expect(services.credentials?.command?.join('')).toContain(`/run/secrets/${file}.new`);
  });

  it('starts the server and its processes after what is behind them and after the migration', () => {
    const order = { postgres: healthy, redis: healthy, rabbitmq: healthy };
    expect(services.migrate?.depends_on).toEqual(order);
    for (const name of ['app', 'worker', 'beat'])
      expect(services[name]?.depends_on).toEqual({
        ...order,
        migrate: { condition: 'service_completed_successfully' },
      });
  });

  it('runs a process by its own command and health check, on no port and no other network', () => {
    const { worker, app } = services;
    expect(worker?.entrypoint).toEqual(['/app/work', '--queue=$$HOME']);
    expect(worker?.healthcheck.test).toEqual(['CMD', '/app/works']);
    expect([worker?.ports, worker?.networks]).toEqual([undefined, ['backend']]);
    expect(worker?.environment).toEqual(app?.environment);
  });

  it('asks RabbitMQ for its port and starts no Erlang for that, of which there is one, for two processors', () => {
    expect(services.rabbitmq?.healthcheck.test?.slice(1)).toEqual([
      'bash',
      '-ec',
      'exec 3<>/dev/tcp/127.0.0.1/5672',
    ]);
    expect(services.rabbitmq?.environment?.ERL_FLAGS).toContain('+S 2:2');
  });

  it('says where everything is', () => {
    expect(services.app?.environment).toMatchObject({
      CACHE_KIND: 'redis',
      CACHE_HOST: 'redis',
      CACHE_NAME: '1',
      CACHE_PASSWORD_FILE: '/run/secrets/redis/password',
      BROKER_KIND: 'rabbitmq',
      BROKER_HOST: 'rabbitmq',
      BROKER_PORT: '5672',
      BROKER_USER: 'orders',
      SIGNING_KEY_FILE: '/run/secrets/application/signing-key',
    });
    expect(services.app?.environment).not.toHaveProperty('CACHE_USER');
  });

  it('hands scripts on as they are', () => {
    expect(services.redis?.command?.[0]).toContain('$$(cat /run/secrets/redis/password)');
    expect(services.redis?.command?.[0]).not.toMatch(/(^|[^$])\$[({]/m);
  });
});

describe('one product in two roles', () => {
  it('is one container', () => {
    const { services } = read(formatCompose(queuedService({ cache: 'redis', broker: 'redis' })));
    expect(Object.keys(services)).toEqual(['credentials', 'redis', 'app']);
    expect(services.app?.environment).toMatchObject({ CACHE_NAME: '1', BROKER_NAME: '0' });
  });
});

it('the version that the service says is the one that runs', () => {
  const { services } = read(formatCompose(queuedService({ cache: 'redis', versions: { redis: '7' } })));
  expect(services.redis?.image).toMatch(/^redis:7-bookworm@sha256:/);
});

it('secrets of the application alone are waited for', () => {
  const { services } = read(formatCompose(queuedService({})));
  expect(services.app?.depends_on).toEqual({
    credentials: { condition: 'service_completed_successfully' },
  });
});

describe('compose.test.yaml', () => {
  const { services, volumes } = read(formatTest(queuedService(all)));
  it('keeps everything in memory', () => {
    expect(Object.keys(volumes).every((name) => name.endsWith('credentials'))).toBe(true);
    expect(services.redis?.tmpfs?.some((one) => one.startsWith('/data:'))).toBe(true);
    expect(services.redis?.command?.[0]).toContain("'appendonly no'");
    expect(services.test?.depends_on).toEqual({ postgres: healthy, redis: healthy, rabbitmq: healthy });
  });
});

describe('compose.override.yaml', () => {
  const development = {
    target: 'dev',
    watch: [],
    writable: ['/tmp'],
    port: 5173,
    healthcheck: ['/app/well'],
    environment: { DEBUG: 'yes' },
    processes: { worker: ['/app/reload'] },
  };
  it('has the development server’s port, and processes that follow edits', () => {
    const { services } = read(formatOverride(queuedService(all), development));
    expect(services.app).toMatchObject({
      ports: ['127.0.0.1:${DEVELOPMENT_PORT:-5173}:8000'],
      environment: { DEBUG: 'yes' },
      healthcheck: { test: ['CMD', '/app/well'] },
    });
    expect(services.worker).toMatchObject({ entrypoint: ['/app/reload'], environment: { DEBUG: 'yes' } });
    expect(services.beat).not.toHaveProperty('entrypoint');
  });
  it('publishes what is behind the service on this machine alone, each on a port of its own', () => {
    const { services } = read(formatOverride(queuedService(all), development));
    const ports = ['postgres', 'redis', 'rabbitmq'].flatMap((name) => services[name]?.ports ?? []);
    expect(ports).toEqual([
      '127.0.0.1:${DATABASE_PORT:-18000}:5432',
      '127.0.0.1:${CACHE_PORT:-28000}:6379',
      '127.0.0.1:${BROKER_PORT:-38000}:5672',
    ]);
    expect(services.redis?.networks).toEqual(['edge']);
  });
});
