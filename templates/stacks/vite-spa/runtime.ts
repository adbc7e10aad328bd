import type { Development, Runtime, Service, StackInput } from '@org/ci-core';
import { healthcheckOf } from './health';

/** Where the environment's configuration is mounted. */
export const configurationFolder = '/etc/spa';

/** Where people look for Vite's server on their machines. */
export const developmentPort = 5173;

/** How the runtime image runs: nginx as an unprivileged numeric user, a read-only root. */
export const runtime = (service: Service): Runtime => ({
  user: { uid: 65532, gid: 65532 },
  main: ['/usr/sbin/nginx', '-e', 'stderr'],
  healthcheck: healthcheckOf(service),
  writable: ['/tmp'],
  environment: {},
  configuration: { folder: configurationFolder },
  // nginx waits 10 seconds at the most for requests that have begun (worker_shutdown_timeout).
  gracePeriodSeconds: 15,
});

/** Edits of the source replace modules in the running page; what decides the build needs a new image. */
export const development = ({ directory }: StackInput): Development => {
  const sync = (path: string) =>
    ({ action: 'sync', path: `./${path}`, target: `/workspace/${directory}/${path}` }) as const;
  const rebuild = (path: string) => ({ action: 'rebuild', path: `./${path}` }) as const;
  return {
    target: 'dev',
    port: developmentPort,
    watch: [
      sync('src'),
      sync('public'),
      sync('index.html'),
      rebuild('package.json'),
      rebuild('vite.config.ts'),
    ],
    writable: ['/tmp'],
  };
};
