import { backingsOf, type ServiceInput } from '@org/ci-core';
import { fingerprint } from '../../text/fingerprint';
import { because, flow, type YamlObject, type YamlValue } from '../../yaml/value';
import { configurationOf, hasBackend, migrationOf, processesOf, secretSetsOf, settingsOf } from '../backing';
import { secretMounts } from './credentials';
import { escaped, hardened, tmpfs } from './hardening';
import { backendOf, type Layout } from './layout';

/** A build of one target of the service's Dockerfile. */
export const buildOf = (input: ServiceInput, layout: Layout, target: string): YamlObject => ({
  context: layout.root,
  dockerfile: `${input.directory}/Dockerfile`,
  target,
});

/** Folder of configurationFiles in development, in the service's folder. */
export const configurationFolder = 'config';

function volumes(input: ServiceInput, layout: Layout): YamlObject {
  const configuration = configurationOf(input, undefined);
  const folder = layout.folder === undefined ? '.' : `./${layout.folder}`;
  const mounts = [
    ...secretMounts(input, layout),
    ...(configuration ? [`${folder}/${configurationFolder}:${configuration.folder}:ro`] : []),
  ];
  return mounts.length > 0 ? { volumes: mounts } : {};
}

/** Compose knows no more of a mounted folder than its path: what is in it must be said where it looks. */
function configurationLabels(input: ServiceInput): YamlObject {
  const configuration = configurationOf(input, undefined);
  if (configuration === undefined) return {};
  const label = { 'ci.configuration': fingerprint(JSON.stringify(configuration.files)) };
  return {
    labels: because('Another configuration starts it anew: what is read at the start counts, too.', label),
  };
}

/** `uid:gid` of the service's own containers. */
export function userOf(input: ServiceInput): string {
  const { uid, gid } = input.stack.runtime(input.service).user;
  return `${uid}:${gid}`;
}

/** What must have been reached before anything of the service's image is run. */
function before(input: ServiceInput, layout: Layout): YamlObject {
  const healthy: YamlObject = Object.fromEntries(
    backingsOf(input.service).map(({ id }) => [layout.name(id), { condition: 'service_healthy' }] as const),
  );
  const isWaitedFor = backingsOf(input.service).some(({ secrets }) => secrets !== undefined);
  const written = secretSetsOf(input).length > 0 && !isWaitedFor;
  return {
    ...(written && { [layout.name('credentials')]: { condition: 'service_completed_successfully' } }),
    ...healthy,
  };
}

/** … and before the server and its processes: the migration, too. */
function dependencies(input: ServiceInput, layout: Layout, others: YamlObject = {}): YamlValue {
  const migrated = migrationOf(input) && {
    [layout.name('migrate')]: { condition: 'service_completed_successfully' },
  };
  const all = { ...before(input, layout), ...migrated, ...others };
  return Object.keys(all).length > 0 ? all : undefined;
}

/** Brings the database up to date with the image that is about to run, then ends. */
export function migration(input: ServiceInput, layout: Layout): YamlObject {
  if (migrationOf(input) === undefined) return {};
  const { writable } = input.stack.runtime(input.service);
  const container = {
    build: buildOf(input, layout, 'migrate'),
    ...hardened({ cpus: 1, memory: '256m', pids: 50 }),
    user: userOf(input),
    environment: settingsOf(input),
    tmpfs: writable.map((path) => tmpfs(path, '16m')),
    ...volumes(input, layout),
    networks: backendOf(layout),
    depends_on: before(input, layout),
    healthcheck: { disable: true },
    restart: 'no',
  };
  return { [layout.name('migrate')]: container };
}

const questions = { interval: '10s', timeout: '5s', retries: 3, start_period: '60s', start_interval: '1s' };

/** What the server and its processes have in common: both run as production runs them. */
function running(input: ServiceInput, layout: Layout): YamlObject {
  const { writable } = input.stack.runtime(input.service);
  return {
    build: buildOf(input, layout, 'runtime'),
    ...hardened({ cpus: 1, memory: '512m', pids: 100 }),
    user: userOf(input),
    environment: { ...settingsOf(input), PORT: String(input.service.port) },
    tmpfs: writable.map((path) => tmpfs(path, '64m')),
    ...volumes(input, layout),
    ...configurationLabels(input),
  };
}

/**
 * The service as production runs it; its image brings the health check's command.
 * @param others further containers that it waits for
 */
export function application(input: ServiceInput, layout: Layout, others: YamlObject = {}): YamlObject {
  const { gracePeriodSeconds } = input.stack.runtime(input.service);
  const { port } = input.service;
  return {
    ...running(input, layout),
    networks: hasBackend(input) ? flow([layout.name('backend'), 'edge']) : flow(['edge']),
    ports: [`127.0.0.1:\${${layout.portVariable}:-${port}}:${port}`],
    depends_on: dependencies(input, layout, others),
    healthcheck: questions,
    restart: 'unless-stopped',
    stop_grace_period: `${gracePeriodSeconds}s`,
  };
}

/** The processes beside the server: same image, another command, no port. */
export function processes(input: ServiceInput, layout: Layout): YamlObject {
  const { gracePeriodSeconds } = input.stack.runtime(input.service);
  return Object.fromEntries(
    processesOf(input).map(([name, { command, healthcheck }]) => [
      layout.name(name),
      {
        ...running(input, layout),
        entrypoint: flow(command.map(escaped)),
        networks: hasBackend(input) ? backendOf(layout) : flow(['edge']),
        depends_on: dependencies(input, layout),
        healthcheck: { test: flow(['CMD', ...healthcheck.map(escaped)]), ...questions },
        restart: 'unless-stopped',
        stop_grace_period: `${gracePeriodSeconds}s`,
      },
    ]),
  );
}
