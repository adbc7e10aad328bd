import { secretsFolder, type ServiceInput } from '@org/ci-core';
import { flow, type YamlObject, type YamlValue } from '../../yaml/value';
import { hasDatabase, migrationOf, settingsOf } from '../database';
import { hardened, tmpfs } from './hardening';

/** `apps/payments` → `../..`: Dockerfiles are written for a context laid out as the workspace. */
const rootFrom = (directory: string): string =>
  directory
    .split('/')
    .map(() => '..')
    .join('/');

/** A build of one target of the service's Dockerfile. */
export const buildOf = (input: ServiceInput, target: string): YamlObject => ({
  context: rootFrom(input.directory),
  dockerfile: `${input.directory}/Dockerfile`,
  target,
});

/** Volumes and networks through which the database is reached. */
const access = (input: ServiceInput): YamlObject =>
  hasDatabase(input) ? { volumes: [`credentials:${secretsFolder}:ro`] } : {};

function userOf(input: ServiceInput): string {
  const { uid, gid } = input.stack.runtime(input.service).user;
  return `${uid}:${gid}`;
}

/** Brings the database up to date with the image that is about to run, then ends. */
export function migration(input: ServiceInput): YamlObject {
  if (migrationOf(input) === undefined) return {};
  const { writable } = input.stack.runtime(input.service);
  return {
    migrate: {
      build: buildOf(input, 'migrate'),
      ...hardened({ cpus: 1, memory: '256m', pids: 50 }),
      user: userOf(input),
      environment: settingsOf(input),
      tmpfs: writable.map((path) => tmpfs(path, '16m')),
      ...access(input),
      networks: flow(['backend']),
      depends_on: { postgres: { condition: 'service_healthy' } },
      healthcheck: { disable: true },
      restart: 'no',
    },
  };
}

function dependencies(input: ServiceInput): YamlValue {
  if (!hasDatabase(input)) return undefined;
  return {
    postgres: { condition: 'service_healthy' },
    migrate: migrationOf(input) ? { condition: 'service_completed_successfully' } : undefined,
  };
}

/** The service as production runs it; its image brings the health check's command. */
export function application(input: ServiceInput): YamlObject {
  const { writable, gracePeriodSeconds } = input.stack.runtime(input.service);
  const { port } = input.service;
  return {
    build: buildOf(input, 'runtime'),
    ...hardened({ cpus: 1, memory: '512m', pids: 100 }),
    user: userOf(input),
    environment: { ...settingsOf(input), PORT: String(port) },
    tmpfs: writable.map((path) => tmpfs(path, '64m')),
    ...access(input),
    networks: flow(hasDatabase(input) ? ['backend', 'edge'] : ['edge']),
    ports: [`127.0.0.1:\${HOST_PORT:-${port}}:${port}`],
    depends_on: dependencies(input),
    healthcheck: { interval: '10s', timeout: '5s', retries: 3, start_period: '60s', start_interval: '1s' },
    restart: 'unless-stopped',
    stop_grace_period: `${gracePeriodSeconds}s`,
  };
}
