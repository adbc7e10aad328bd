import type { BackingNames, Process, Runtime, Service } from '@org/ci-core';

const python = '/opt/venv/bin/python';

const database: BackingNames = {
  host: 'DATABASE_HOST',
  port: 'DATABASE_PORT',
  name: 'DATABASE_NAME',
  user: 'DATABASE_USER',
  passwordFile: 'DATABASE_PASSWORD_FILE',
};

/** The service asks for no more than a product has: memcached knows neither databases nor passwords. */
const cache: Readonly<Record<Service['cache'], BackingNames | undefined>> = {
  none: undefined,
  redis: {
    host: 'CACHE_HOST',
    port: 'CACHE_PORT',
    name: 'CACHE_DATABASE',
    passwordFile: 'CACHE_PASSWORD_FILE',
  },
  memcached: { host: 'CACHE_HOST', port: 'CACHE_PORT' },
};

const place = { host: 'BROKER_HOST', port: 'BROKER_PORT', passwordFile: 'BROKER_PASSWORD_FILE' } as const;

const broker: Readonly<Record<Service['broker'], BackingNames | undefined>> = {
  none: undefined,
  redis: { ...place, name: 'BROKER_DATABASE' },
  rabbitmq: { ...place, user: 'BROKER_USER' },
};

const celery = (name: string): Process => ({
  command: [python, '-m', 'app.celery', name],
  healthcheck: [python, '-m', 'app.celery.heartbeat', name],
});

const processes: Readonly<Record<string, Process>> = {
  worker: celery('worker'),
  beat: { ...celery('beat'), single: true },
};

/** How the runtime image runs: an unprivileged numeric user, a read-only root, everything written to /tmp. */
export function runtime(service: Service): Runtime {
  const own = { cache: cache[service.cache], broker: broker[service.broker] };
  return {
    user: { uid: 65532, gid: 65532 },
    main: ['/opt/venv/bin/gunicorn'],
    healthcheck: [python, '-m', 'app.healthcheck'],
    migrate: [python, 'manage.py', 'migrate', '--no-input'],
    writable: ['/tmp'],
    environment: { LOG_LEVEL: 'info' },
    database,
    ...(own.cache && { cache: own.cache }),
    ...(own.broker && { broker: own.broker, processes }),
    secrets: [{ name: 'secret-key', variable: 'SECRET_KEY_FILE' }],
    origins: 'CORS_ALLOWED_ORIGINS',
    metricsPath: '/metrics',
    // gunicorn ends after 20 seconds at the latest, a task after 25.
    gracePeriodSeconds: 30,
  };
}
