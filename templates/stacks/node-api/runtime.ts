import type { Development, Runtime, Service, StackInput } from '@org/ci-core';

const node = '/nodejs/bin/node';

const ofDatabase = {
  migrate: [node, '/app/dist/migrate.mjs'],
  database: {
    host: 'DATABASE_HOST',
    port: 'DATABASE_PORT',
    name: 'DATABASE_NAME',
    user: 'DATABASE_USER',
    passwordFile: 'DATABASE_PASSWORD_FILE',
  },
} as const;

/** How the runtime image runs: distroless, an unprivileged numeric user, a read-only root. */
export const runtime = (service: Service): Runtime => ({
  user: { uid: 65532, gid: 65532 },
  main: [node, '/app/dist/main.mjs'],
  healthcheck: [node, '/app/dist/healthcheck.mjs'],
  ...(service.database === 'postgres' ? ofDatabase : {}),
  writable: ['/tmp'],
  environment: { LOG_LEVEL: 'info' },
  origins: 'CORS_ALLOWED_ORIGINS',
  metricsPath: '/metrics',
  // The application ends after 10 seconds at the latest (SHUTDOWN_TIMEOUT_MS).
  gracePeriodSeconds: 15,
});

/** The watcher restarts what edits reach; a new dependency needs a new image. */
export const development = ({ service, directory }: StackInput): Development => {
  const sync = (path: string) =>
    ({ action: 'sync', path: `./${path}`, target: `/workspace/${directory}/${path}` }) as const;
  return {
    target: 'dev',
    // a front end runs on whatever port was free
    environment: { CORS_ALLOWED_ORIGINS: 'http://localhost:*,http://127.0.0.1:*' },
    watch: [
      sync('src'),
      { action: 'rebuild', path: './package.json' },
      ...(service.database === 'postgres' ? [{ action: 'rebuild', path: './prisma' } as const] : []),
    ],
    writable: ['/tmp'],
  };
};
