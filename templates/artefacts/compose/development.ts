import type { Development, Service, ServiceInput } from '@org/ci-core';
import { because, flow, type YamlObject } from '../../yaml/value';
import { formatYaml } from '../../yaml/format';
import { processesOf } from '../backing';
import { reachableBackings } from './backing';
import { escaped, tmpfs } from './hardening';
import { portsBeside } from './layout';

/** What every container of the service's own source differs in. */
function developing({ target, writable, environment, watch }: Development): YamlObject {
  return {
    build: { target },
    init: because('The watcher starts processes; somebody has to reap them.', true),
    read_only: because('Edits are copied into the running container.', false),
    mem_limit: '1g',
    pids_limit: 300,
    environment,
    tmpfs: writable.map((path) => tmpfs(path, '256m')),
    develop: { watch: watch.map(({ action, path, target: to }) => ({ action, path, target: to })) },
  };
}

/** Browsers may look for a development server on a port of its own. */
function serving({ port, healthcheck }: Development, service: Service): YamlObject {
  return {
    ports: port === undefined || port === service.port ? undefined : portsBeside(port, service.port),
    healthcheck: healthcheck && { test: flow(['CMD', ...healthcheck.map(escaped)]) },
  };
}

/** Processes that follow edits; those that cannot run as they are. */
const developedProcesses = (input: ServiceInput, development: Development): YamlObject =>
  Object.fromEntries(
    processesOf(input).map(([name]) => {
      const command = development.processes?.[name];
      return [name, { ...developing(development), entrypoint: command && flow(command.map(escaped)) }];
    }),
  );

/** `compose.override.yaml`: what development needs and production must not have. */
export const formatOverride = (input: ServiceInput, development: Development): string =>
  formatYaml(
    {
      services: {
        ...reachableBackings(input),
        app: { ...developing(development), ...serving(development, input.service) },
        ...developedProcesses(input, development),
      },
    },
    { header: 'Development only; `docker compose` adds it to compose.yaml by itself.' },
  );
