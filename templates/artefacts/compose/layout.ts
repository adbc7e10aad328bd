import { because, flow, type YamlObject, type YamlValue } from '../../yaml/value';

/**
 * How one service's containers are called in a compose file: short names in the file of its own, and its name before
 * them in the workspace's, where they stand beside others'. Hosts have one name in both.
 */
export interface Layout {
  /** Name of the container that serves. */
  readonly server: string;
  /** Name of a container, a volume or a network beside it. */
  readonly name: (part: string) => string;
  /** The service's folder from the compose file's; undefined where it is that one. */
  readonly folder: string | undefined;
  /** From the compose file's folder to the workspace's root. */
  readonly root: string;
  /** Variable that moves the published port. */
  readonly portVariable: string;
}

/** `apps/payments` → `../..`: Dockerfiles are written for a context laid out as the workspace. */
const rootFrom = (directory: string): string =>
  directory
    .split('/')
    .map(() => '..')
    .join('/');

/** In the service's own folder. */
export const ownLayout = (directory: string): Layout => ({
  server: 'app',
  name: (part) => part,
  folder: undefined,
  root: rootFrom(directory),
  portVariable: 'HOST_PORT',
});

/** At the workspace's root, among others. */
export const sharedLayout = (service: string, directory: string): Layout => ({
  server: service,
  name: (part) => `${service}-${part}`,
  folder: directory,
  root: '.',
  portVariable: `${service.replaceAll('-', '_').toUpperCase()}_PORT`,
});

/** The network that only one service's containers are on, with the host that others know this one by. */
export function backendOf(layout: Layout, host?: string): YamlValue {
  const network = layout.name('backend');
  const isNamed = host === undefined || layout.name(host) === host;
  return isNamed ? flow([network]) : { [network]: { aliases: flow([host]) } };
}

export const backendNetwork = (layout: Layout): YamlObject => ({
  [layout.name('backend')]: because('No way out: only containers of this file are on it.', {
    internal: true,
  }),
});

/** A further port of this machine on which a container's is found: that of a development server. */
export const portsBeside = (port: number, inContainer: number): string[] => [
  `127.0.0.1:\${DEVELOPMENT_PORT:-${port}}:${inContainer}`,
];
