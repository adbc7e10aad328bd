import type { Application, Runtime, Service } from '@org/ci-core';

const node = '/nodejs/bin/node';

export const health = { live: '/health', ready: '/health' } as const;

/** The file that is run, from the workspace's root, which is /app in the image. */
export const mainOf = ({ output, main }: Application, directory: string): string =>
  `${output ?? directory}/${main}`;

/** No program beside Node.js is in the image: it asks for itself. */
export function healthcheckOf(service: Service): readonly string[] {
  const { ready } = service.health ?? health;
  const ask = `fetch('http://127.0.0.1:' + process.env.PORT + '${ready}')`;
  return [node, '-e', `${ask}.then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`];
}

/** As libpq and `pg` call them; `database.cjs` in the image reads the password's file, and has a URL for all others. */
const database = {
  host: 'PGHOST',
  port: 'PGPORT',
  name: 'PGDATABASE',
  user: 'PGUSER',
  passwordFile: 'PGPASSWORD_FILE',
} as const;

/** How the runtime image runs: distroless, an unprivileged numeric user, a read-only root. */
export const runtime = (service: Service): Runtime => ({
  user: { uid: 65532, gid: 65532 },
  main: [node, service.application?.main ?? 'main.js'],
  healthcheck: healthcheckOf(service),
  ...(service.database === 'postgres' ? { database } : {}),
  writable: ['/tmp'],
  environment: {},
  gracePeriodSeconds: 15,
});
