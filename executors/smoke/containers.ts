import {
  databaseHost,
  databaseName,
  memoryBytes,
  passwordFile as passwordPath,
  settingsOf,
  type Resources,
  type Runtime,
  type Service,
} from '@org/ci-core';
import type { ContainerOptions } from '@org/ci-toolchain';
import type { Names } from './names';

/** All that decides how the containers run. */
export interface Setting {
  readonly service: Service;
  readonly runtime: Runtime;
  readonly resources: Resources;
  /** `repository@digest`: what the receipt says. */
  readonly image: string;
  /** Reference of the database's image, pinned where the workspace has it pinned. */
  readonly databaseImage: string | undefined;
  /** Absolute path of the file with the database's random password. */
  readonly passwordFile: string;
  readonly names: Names;
}

/** What every container of ours gives up, as production has it. */
const confined = { readOnly: true, capDrop: ['ALL'], noNewPrivileges: true, pidsLimit: 200 } as const;

const tmpfs = (path: string, megabytes: number, ids: { uid: number; gid: number }, mode = '0700'): string =>
  `${path}:rw,noexec,nosuid,nodev,size=${megabytes}m,uid=${ids.uid},gid=${ids.gid},mode=${mode}`;

const secret = ({ passwordFile }: Setting) =>
  ({ type: 'bind', source: passwordFile, target: passwordPath, readonly: true }) as const;

/** User of the Debian variants of the official image. */
const postgresUser = { uid: 999, gid: 999 };
const megabyte = 1024 ** 2;

/** A database that is thrown away: in memory, without durability. */
export function databaseContainer(setting: Setting, image: string): ContainerOptions {
  const name = databaseName(setting.service.name);
  return {
    ...confined,
    image,
    name: setting.names.database,
    detach: true,
    user: `${postgresUser.uid}:${postgresUser.gid}`,
    memory: 768 * megabyte,
    tmpfs: [
      tmpfs('/tmp', 64, postgresUser, '1777'),
      tmpfs('/run/postgresql', 1, postgresUser, '0755'),
      tmpfs('/var/lib/postgresql/data', 512, postgresUser),
    ],
    mounts: [secret(setting)],
    network: setting.names.network,
    networkAliases: [databaseHost],
    environment: { POSTGRES_DB: name, POSTGRES_USER: name, POSTGRES_PASSWORD_FILE: passwordPath },
    labels: setting.names.labels,
    command: [
      'postgres',
      ...['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'].flatMap((each) => ['-c', each]),
    ],
  };
}

/** Asked over TCP: the server that initialises the database answers on its socket only. */
export function databaseReady({ service }: Setting): readonly string[] {
  const name = databaseName(service.name);
  return ['pg_isready', '--host', '127.0.0.1', '--username', name, '--dbname', name];
}

/** What the service and its migration have in common. */
function asProduction(setting: Setting): Omit<ContainerOptions, 'name'> {
  const { service, runtime, resources } = setting;
  const { user } = runtime;
  return {
    ...confined,
    image: setting.image,
    user: `${user.uid}:${user.gid}`,
    memory: memoryBytes(resources.limits.memory),
    tmpfs: runtime.writable.map((path) => tmpfs(path, 64, user)),
    mounts: setting.databaseImage === undefined ? [] : [secret(setting)],
    network: setting.names.network,
    environment: settingsOf(service, runtime),
    labels: setting.names.labels,
    stopTimeoutSeconds: runtime.gracePeriodSeconds,
  };
}

/** The same digest with another command, as the cluster's Job has it. */
export function migrationContainer(
  setting: Setting,
  [entrypoint, ...command]: readonly string[],
): ContainerOptions {
  return {
    ...asProduction(setting),
    name: setting.names.migration,
    ...(entrypoint === undefined ? {} : { entrypoint }),
    command,
  };
}

/** The service by its image's own command, published on a free port of this machine only. */
export const serviceContainer = (setting: Setting): ContainerOptions => ({
  ...asProduction(setting),
  name: setting.names.service,
  detach: true,
  // as compose and Kubernetes do, whatever the image says
  environment: {
    ...settingsOf(setting.service, setting.runtime),
    PORT: String(setting.service.port),
  },
  publish: [`127.0.0.1::${setting.service.port}`],
});
