import type { Backing } from './backing';

const secrets = '/run/secrets/database';

/** A database that is thrown away needs no durability. */
const fastest = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'];

/** Docker Hub's `postgres`, Debian variants: user 999. */
export const postgres: Backing = {
  id: 'postgres',
  title: 'PostgreSQL',
  port: 5432,
  user: 999,
  secrets,
  limits: { cpus: 2, megabytes: 768, pids: 200, sharedMegabytes: 128 },
  memory: [
    { path: '/tmp', megabytes: 64, mode: '1777' },
    { path: '/run/postgresql', megabytes: 1, mode: '0755' },
  ],
  data: { path: '/var/lib/postgresql/data', megabytes: 512, volume: 'database' },
  command: (ephemeral) => (ephemeral ? ['postgres', ...fastest.flatMap((each) => ['-c', each])] : undefined),
  environment: (name) => ({
    POSTGRES_DB: name,
    POSTGRES_USER: name,
    POSTGRES_PASSWORD_FILE: `${secrets}/password`,
  }),
  ready: (name) => ['pg_isready', '--host', '127.0.0.1', '--username', name, '--dbname', name],
  readyNote: 'Over TCP: the server that initialises the database answers on its socket only.',
  stopSeconds: 30,
};
