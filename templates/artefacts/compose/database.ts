import {
  databaseHostPort,
  databaseName,
  databasePort,
  passwordFile,
  pinImage,
  secretsFolder,
  type ServiceInput,
} from '@org/ci-core';
import { because, flow, type YamlObject } from '../../yaml/value';
import { standardImage } from '../pins';
import { hardened, tmpfs } from './hardening';

/** The image's own user (Debian variants of the official image). */
const user = '999:999';
const data = '/var/lib/postgresql/data';

const image = (input: ServiceInput): string =>
  pinImage(input.pins, standardImage(input.standard, 'postgres'));

/** Written once, and whole or not at all; hexadecimal, so that it needs no quoting anywhere. */
const generatePassword = `umask 0222
if [ ! -s ${passwordFile} ]; then
  rm -f ${passwordFile}.new
  od -A n -v -t x1 -N 24 /dev/urandom | tr -d ' \\n' > ${passwordFile}.new
  mv ${passwordFile}.new ${passwordFile}
fi
`;

const credentials = (input: ServiceInput): YamlObject => ({
  image: image(input),
  ...hardened({ cpus: 0.5, memory: '64m', pids: 20 }),
  user: because(
    "A new volume's folder belongs to root. This one has no capabilities, no network and ends at once.",
    '0:0',
  ),
  network_mode: 'none',
  entrypoint: flow(['/bin/sh', '-ec']),
  command: [generatePassword],
  volumes: [`credentials:${secretsFolder}`],
  healthcheck: { disable: true },
  restart: 'no',
});

const storage = (ephemeral: boolean): YamlObject => {
  const runtime = [
    tmpfs('/tmp', '64m', 'mode=1777'),
    tmpfs('/run/postgresql', '1m', 'uid=999', 'gid=999', 'mode=0755'),
  ];
  return {
    tmpfs: ephemeral ? [...runtime, tmpfs(data, '512m', 'uid=999', 'gid=999', 'mode=0700')] : runtime,
    volumes: [`credentials:${secretsFolder}:ro`, ...(ephemeral ? [] : [`database:${data}`])],
  };
};

/** A database that is thrown away needs no durability. */
const fastest = ['postgres', '-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'synchronous_commit=off'];

const postgres = (input: ServiceInput, ephemeral: boolean): YamlObject => {
  const name = databaseName(input.service.name);
  return {
    image: image(input),
    ...hardened({ cpus: 2, memory: '768m', pids: 200 }),
    user,
    command: ephemeral ? flow(fastest) : undefined,
    environment: { POSTGRES_DB: name, POSTGRES_USER: name, POSTGRES_PASSWORD_FILE: passwordFile },
    ...storage(ephemeral),
    shm_size: '128m',
    networks: flow(['backend']),
    depends_on: { credentials: { condition: 'service_completed_successfully' } },
    healthcheck: {
      test: because(
        'Over TCP: the server that initialises the database answers on its socket only.',
        flow(['CMD', 'pg_isready', '--host', '127.0.0.1', '--username', name, '--dbname', name]),
      ),
      interval: '2s',
      timeout: '3s',
      retries: 30,
      start_period: '60s',
      start_interval: '1s',
    },
    restart: ephemeral ? 'no' : 'unless-stopped',
    stop_grace_period: '30s',
  };
};

/** The services that bring the database up: its password, then itself. */
export const databaseServices = (input: ServiceInput, ephemeral: boolean): YamlObject => ({
  credentials: because(
    'A random password per machine, in a volume: none in git, none in the environment, nothing to prepare.\n`docker compose down --volumes` forgets it together with the data.',
    credentials(input),
  ),
  postgres: postgres(input, ephemeral),
});

/** In development a program on the developer's own machine may use the database too; `.env` holds the same port. */
export const reachableDatabase = ({ service }: ServiceInput): YamlObject => ({
  postgres: {
    networks: flow(['edge']),
    ports: [
      because(
        'For a service that runs outside containers; see the README.',
        `127.0.0.1:\${DATABASE_PORT:-${databaseHostPort(service.port)}}:${databasePort}`,
      ),
    ],
  },
});
