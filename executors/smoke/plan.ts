import {
  dockerExec,
  dockerImageInspect,
  dockerKill,
  dockerLogs,
  dockerNetworkCreate,
  dockerNetworkRemove,
  dockerPull,
  dockerRemove,
  dockerRun,
  dockerStats,
  dockerTop,
  dockerWait,
  type Command,
} from '@org/ci-toolchain';
import {
  backingContainer,
  backingReady,
  migrationContainer,
  processContainer,
  serviceContainer,
  type Setting,
} from './containers';

/** Every command of a run, in order. What is waited for in between is said by formatPlan. */
export interface SmokePlan {
  readonly pull: Command;
  readonly inspectImage: Command;
  readonly network: Command;
  /** In the order in which they are started. */
  readonly backings: readonly Beside[];
  readonly migration?: Command;
  readonly service: {
    readonly start: Command;
    readonly top: Command;
    readonly stats: Command;
    readonly terminate: Command;
    readonly wait: Command;
    readonly logs: Command;
  };
  /** The processes beside the server. */
  readonly processes: readonly PlannedProcess[];
  readonly cleanup: readonly Command[];
}

/** A container beside the service, and how it says that it works. */
export interface Beside {
  readonly name: string;
  readonly image: string;
  readonly start: Command;
  readonly ready: Command;
  readonly logs: Command;
}

export interface PlannedProcess extends Beside {
  readonly terminate: Command;
  readonly wait: Command;
}

const planBackings = (setting: Setting): Beside[] =>
  setting.backings.map(({ backing, image }) => {
    const container = setting.names.beside(backing.id);
    return {
      name: backing.id,
      image,
      start: dockerRun(backingContainer(setting, backing, image)),
      ready: dockerExec(container, backingReady(setting, backing)),
      logs: dockerLogs(container, { tail: 30 }),
    };
  });

const planProcesses = (setting: Setting): PlannedProcess[] =>
  setting.processes.map(([name, process]) => {
    const container = setting.names.beside(name);
    return {
      name,
      image: setting.image,
      start: dockerRun(processContainer(setting, name, process)),
      ready: dockerExec(container, process.healthcheck),
      logs: dockerLogs(container),
      terminate: dockerKill(container, 'SIGTERM'),
      wait: dockerWait(container),
    };
  });

/** Pure: setting → commands. */
export function planSmoke(setting: Setting): SmokePlan {
  const { names, runtime } = setting;
  const migrates = setting.service.database !== 'none' && runtime.migrate !== undefined;
  const beside = [
    ...setting.processes.map(([name]) => name),
    ...setting.backings.map(({ backing }) => backing.id),
  ];
  return {
    pull: dockerPull(setting.image),
    inspectImage: dockerImageInspect(setting.image),
    network: dockerNetworkCreate({ name: names.network, labels: names.labels }),
    backings: planBackings(setting),
    ...(migrates && { migration: dockerRun(migrationContainer(setting, runtime.migrate)) }),
    service: {
      start: dockerRun(serviceContainer(setting)),
      top: dockerTop(names.service),
      stats: dockerStats(names.service),
      terminate: dockerKill(names.service, 'SIGTERM'),
      wait: dockerWait(names.service),
      logs: dockerLogs(names.service),
    },
    processes: planProcesses(setting),
    cleanup: [
      dockerRemove(names.service, names.migration, ...beside.map(names.beside)),
      dockerNetworkRemove(names.network),
    ],
  };
}
