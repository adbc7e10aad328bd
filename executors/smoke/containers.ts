import {
  databaseName,
  memoryBytes,
  passwordOf,
  settingsOf,
  type Backing,
  type Process,
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
  /** What the service has behind it, each with its image: pinned where the workspace has it pinned. */
  readonly backings: readonly { readonly backing: Backing; readonly image: string }[];
  /** The processes beside the server, by name. */
  readonly processes: readonly (readonly [string, Process])[];
  /** Files of this machine with random secrets, by their path in containers. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Folder of this machine with the run-time configuration, and where it is mounted. */
  readonly configuration: { readonly source: string; readonly target: string } | undefined;
  readonly names: Names;
}

/** What every container of ours gives up, as production has it. */
const confined = { readOnly: true, capDrop: ['ALL'], noNewPrivileges: true, pidsLimit: 200 } as const;

const tmpfs = (path: string, megabytes: number, ids: { uid: number; gid: number }, mode = '0700'): string =>
  `${path}:rw,noexec,nosuid,nodev,size=${megabytes}m,uid=${ids.uid},gid=${ids.gid},mode=${mode}`;

type Mount = NonNullable<ContainerOptions['mounts']>[number];

const mount = (source: string, target: string): Mount => ({ type: 'bind', source, target, readonly: true });

/** Secrets by their paths in the container; all of them where no path is named. */
const secretMounts = ({ secrets }: Setting, isWanted: (target: string) => boolean = () => true): Mount[] =>
  Object.entries(secrets).flatMap(([target, source]) => (isWanted(target) ? [mount(source, target)] : []));

const megabyte = 1024 ** 2;

/** A backing service that is thrown away: in memory, without durability. */
export function backingContainer(setting: Setting, backing: Backing, image: string): ContainerOptions {
  const ids = { uid: backing.user, gid: backing.user };
  const folders = [...backing.memory, ...(backing.data ? [{ ...backing.data, mode: '0700' }] : [])];
  const [entrypoint, ...first] = backing.entrypoint ?? [];
  return {
    ...confined,
    pidsLimit: backing.limits.pids,
    image,
    name: setting.names.beside(backing.id),
    detach: true,
    user: `${backing.user}:${backing.user}`,
    memory: backing.limits.megabytes * megabyte,
    tmpfs: folders.map(({ path, megabytes, mode }) => tmpfs(path, megabytes, ids, mode)),
    mounts: secretMounts(setting, (target) => target === passwordOf(backing)),
    network: setting.names.network,
    networkAliases: [backing.id],
    environment: backing.environment(databaseName(setting.service.name)),
    labels: setting.names.labels,
    ...(entrypoint === undefined ? {} : { entrypoint }),
    command: [...first, ...(backing.command(true) ?? [])],
  };
}

/** The command with which a backing service says that it answers. */
export const backingReady = ({ service }: Setting, backing: Backing): readonly string[] =>
  backing.ready(databaseName(service.name));

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
    mounts: [
      ...secretMounts(setting),
      ...(setting.configuration ? [mount(setting.configuration.source, setting.configuration.target)] : []),
    ],
    network: setting.names.network,
    environment: settingsOf(service, runtime),
    labels: setting.names.labels,
    stopTimeoutSeconds: runtime.gracePeriodSeconds,
  };
}

/** Another command than the image's own. */
const instead = ([entrypoint, ...command]: readonly string[]): Pick<
  ContainerOptions,
  'entrypoint' | 'command'
> => ({
  ...(entrypoint === undefined ? {} : { entrypoint }),
  command,
});

/** As compose and Kubernetes do, whatever the image says. */
const withPort = ({ service, runtime }: Setting): Record<string, string> => ({
  ...settingsOf(service, runtime),
  PORT: String(service.port),
});

/** The same digest with another command, as the cluster's Job has it. */
export function migrationContainer(setting: Setting, command: readonly string[]): ContainerOptions {
  return { ...asProduction(setting), name: setting.names.migration, ...instead(command) };
}

/** A process beside the server: the same digest with another command, as its Deployment has it. */
export const processContainer = (setting: Setting, name: string, process: Process): ContainerOptions => ({
  ...asProduction(setting),
  name: setting.names.beside(name),
  detach: true,
  environment: withPort(setting),
  ...instead(process.command),
});

/** The service by its image's own command, published on a free port of this machine only. */
export const serviceContainer = (setting: Setting): ContainerOptions => ({
  ...asProduction(setting),
  name: setting.names.service,
  detach: true,
  environment: withPort(setting),
  publish: [`127.0.0.1::${setting.service.port}`],
});
