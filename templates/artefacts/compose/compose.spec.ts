import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { queuedService } from '../../testing/queued';
import { textOf } from '../../testing/standard';
import { formatCompose } from './files';

interface ComposeService {
  readonly [key: string]: unknown;
  readonly environment?: Record<string, string>;
  readonly ports?: string[];
  readonly networks?: string[];
  readonly depends_on?: Record<string, { condition: string }>;
  readonly tmpfs?: string[];
  readonly healthcheck?: { test?: string[]; disable?: boolean };
}
interface ComposeFile {
  readonly name: string;
  readonly services: Record<string, ComposeService>;
  readonly networks: Record<string, { internal?: boolean }>;
}

const folder = 'apps/examples/node-api';
const read = (file: string, database = 'postgres') =>
  parse(textOf(`${folder}-${database}/${file}`)) as ComposeFile;
const files = ['compose.yaml', 'compose.test.yaml'].flatMap((file) =>
  ['postgres', 'none'].map((database) => [file, database] as const),
);

describe.each(files)('%s with database %s', (file, database) => {
  const services = Object.entries(read(file, database).services);

  it.each(services)('%s gives up what it does not need', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      cpus: expect.any(Number) as number,
      mem_limit: expect.stringMatching(/^\d+[mg]$/) as string,
      pids_limit: expect.any(Number) as number,
      user: expect.stringMatching(/^\d+:\d+$/) as string,
      logging: { driver: 'local', options: { 'max-size': '10m', 'max-file': '3' } },
    });
    for (const mount of service.tmpfs ?? []) expect(mount).toMatch(/:rw,noexec,nosuid,nodev,size=\d+m/);
    expect(service).not.toHaveProperty('privileged');
    expect(JSON.stringify(service)).not.toContain('docker.sock');
    expect(service.healthcheck).toBeDefined();
  });

  it('publishes on the loopback address only, and never the database', () => {
    for (const [name, { ports = [] }] of services) {
      if (name !== 'app') expect(ports).toEqual([]);
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('has no password, only the file that it is in', () => {
    for (const [, { environment = {} }] of services) {
      for (const name of Object.keys(environment)) expect(name).not.toMatch(/PASSWORD$|SECRET$|TOKEN$|URL$/);
    }
  });
});

describe('compose.yaml', () => {
  it('starts the database, then the migration, then the service', () => {
    const { services } = read('compose.yaml');
    expect(Object.keys(services)).toEqual(['credentials', 'postgres', 'migrate', 'app']);
    expect(services.postgres?.depends_on).toEqual({
      credentials: { condition: 'service_completed_successfully' },
    });
    expect(services.migrate?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(services.app?.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      migrate: { condition: 'service_completed_successfully' },
    });
  });

  it('keeps the database off the network that has a way out', () => {
    const { services, networks, name } = read('compose.yaml');
    expect(name).toBe('node-api-postgres');
    expect(networks.backend).toEqual({ internal: true });
    expect(services.postgres?.networks).toEqual(['backend']);
    expect(services.migrate?.networks).toEqual(['backend']);
    expect(services.app?.networks).toEqual(['backend', 'edge']);
  });

  it('is the service alone where it owns no database', () => {
    const { services, networks } = read('compose.yaml', 'none');
    expect(Object.keys(services)).toEqual(['app']);
    expect(networks).toEqual({ edge: {} });
  });

  it('builds the runtime from the root of the workspace', () => {
    expect(read('compose.yaml').services.app?.build).toEqual({
      context: '../../..',
      dockerfile: 'apps/examples/node-api-postgres/Dockerfile',
      target: 'runtime',
    });
  });
});

it('compose.override.yaml carries edits into the development container', () => {
  expect(read('compose.override.yaml').services.app).toMatchObject({
    build: { target: 'dev' },
    init: true,
    develop: {
      watch: [
        { action: 'sync', path: './src', target: '/workspace/apps/examples/node-api-postgres/src' },
        { action: 'rebuild', path: './package.json' },
        { action: 'rebuild', path: './prisma' },
      ],
    },
  });
});

it('compose.override.yaml lets this machine, and no other, reach the database', () => {
  const { services } = read('compose.override.yaml');
  expect(services.postgres).toEqual({
    networks: ['edge'],
    ports: ['127.0.0.1:${DATABASE_PORT:-13001}:5432'],
  });
  expect(read('compose.override.yaml', 'none').services).not.toHaveProperty('postgres');
});

it('compose.test.yaml forgets the database and reaches nothing', () => {
  const { services, networks } = read('compose.test.yaml');
  expect(services.postgres?.tmpfs?.join('\n')).toContain('/var/lib/postgresql/data:');
  expect(services.postgres?.volumes).toEqual(['credentials:/run/secrets/database:ro']);
  expect(networks).toEqual({ backend: { internal: true } });
});

it('publishes in development only ports on which the program listens', () => {
  const folder = 'apps/examples/vite-spa-none';
  const [own, development] = ['compose.yaml', 'compose.override.yaml'].map(
    (name) => (parse(textOf(`${folder}/${name}`)) as ComposeFile).services.app,
  );
  const { PORT } = { ...own?.environment, ...development?.environment };
  const published = [...(own?.ports ?? []), ...(development?.ports ?? [])];
  expect(published).toEqual([
    '127.0.0.1:${HOST_PORT:-3002}:3002',
    '127.0.0.1:${DEVELOPMENT_PORT:-5173}:3002',
  ]);
  for (const port of published) expect(port.split(':').at(-1)).toBe(PORT);
});

it('starts a container anew whose mounted files are others, and no other one', () => {
  const placed = queuedService({});
  const labelsWith = (files: Record<string, string>): unknown => {
    const stack = { ...placed.stack, configurationFiles: () => files };
    const runtime = { ...placed.stack.runtime(placed.service), configuration: { folder: '/etc/x' } };
    const input = { ...placed, stack: { ...stack, runtime: () => runtime } };
    return (parse(formatCompose(input)) as ComposeFile).services.app?.labels;
  };
  expect(labelsWith({ a: '1' })).toEqual(labelsWith({ a: '1' }));
  expect(labelsWith({ a: '1' })).not.toEqual(labelsWith({ a: '2' }));
  expect((parse(formatCompose(placed)) as ComposeFile).services.app?.labels).toBeUndefined();
});
