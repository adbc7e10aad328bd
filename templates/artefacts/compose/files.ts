import { secretsFolder, type Development, type ServiceInput } from '@org/ci-core';
import { because, flow, spaced, type YamlObject } from '../../yaml/value';
import { formatYaml } from '../../yaml/format';
import { hasDatabase, settingsOf } from '../database';
import { application, buildOf, migration } from './application';
import { databaseServices, reachableDatabase } from './database';
import { hardened, tmpfs } from './hardening';

const backend = {
  backend: because('No way out: only containers of this file are on it.', { internal: true }),
};

function headerOf({ service: { name, application }, stack }: ServiceInput): string[] {
  if (stack.development)
    return [
      `docker compose up --build --wait    ${name} in development (compose.override.yaml is added)`,
      'docker compose watch                the same, and edits are carried into it',
      'docker compose -f compose.yaml up --build --wait    as production runs it',
    ];
  const build = application?.build;
  return [
    ...(build === undefined ? [] : [`nx run ${name}:${build}    first: the image holds what it makes`]),
    `docker compose up --build --wait    ${name} as production runs it`,
  ];
}

/** `compose.yaml`: the service as production runs it, on one machine. */
export function formatCompose(input: ServiceInput): string {
  const database = hasDatabase(input);
  return formatYaml(
    {
      name: input.service.name,
      services: spaced({
        ...(database ? databaseServices(input, false) : {}),
        ...migration(input),
        app: application(input),
      }),
      networks: spaced({ ...(database ? backend : {}), edge: {} }),
      volumes: database ? spaced({ credentials: {}, database: {} }) : undefined,
    },
    {
      header: headerOf(input).join('\n'),
    },
  );
}

function watched({ watch }: Development): YamlObject {
  return {
    watch: watch.map(({ action, path, target }) => ({ action, path, target })),
  };
}

/** `compose.override.yaml`: what development needs and production must not have. */
export function formatOverride(input: ServiceInput, development: Development): string {
  return formatYaml(
    {
      services: {
        ...(hasDatabase(input) ? reachableDatabase(input) : {}),
        app: {
          build: { target: development.target },
          init: because('The watcher starts processes; somebody has to reap them.', true),
          read_only: because('Edits are copied into the running container.', false),
          mem_limit: '1g',
          pids_limit: 300,
          tmpfs: development.writable.map((path) => tmpfs(path, '256m')),
          develop: watched(development),
        },
      },
    },
    { header: 'Development only; `docker compose` adds it to compose.yaml by itself.' },
  );
}

/** `compose.test.yaml`: the whole suite in containers, on a database in memory. */
export function formatTest(input: ServiceInput): string {
  const database = hasDatabase(input);
  const { uid, gid } = input.stack.runtime(input.service).user;
  const test = {
    build: buildOf(input, 'test'),
    ...hardened({ cpus: 2, memory: '2g', pids: 500 }),
    user: `${uid}:${gid}`,
    init: true,
    environment: settingsOf(input),
    tmpfs: [tmpfs('/tmp', '256m', 'mode=1777')],
    volumes: database ? [`credentials:${secretsFolder}:ro`] : undefined,
    networks: flow(['backend']),
    depends_on: database ? { postgres: { condition: 'service_healthy' } } : undefined,
    healthcheck: { disable: true },
    restart: 'no',
  };
  const down = 'docker compose -f compose.test.yaml down --volumes';
  return formatYaml(
    {
      name: `${input.service.name}-test`,
      services: spaced({ ...(database ? databaseServices(input, true) : {}), test }),
      networks: spaced(backend),
      volumes: database ? spaced({ credentials: {} }) : undefined,
    },
    {
      header: `docker compose -f compose.test.yaml run --build --rm test    exits as the suite does\n${down}`,
    },
  );
}
