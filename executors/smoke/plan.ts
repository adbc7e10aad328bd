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
  databaseContainer,
  databaseReady,
  migrationContainer,
  serviceContainer,
  type Setting,
} from './containers';

/** Every command of a run, in order. What is waited for in between is said by formatPlan. */
export interface SmokePlan {
  readonly pull: Command;
  readonly inspectImage: Command;
  readonly network: Command;
  readonly database?: { readonly start: Command; readonly ready: Command; readonly logs: Command };
  readonly migration?: Command;
  readonly service: {
    readonly start: Command;
    readonly top: Command;
    readonly stats: Command;
    readonly terminate: Command;
    readonly wait: Command;
    readonly logs: Command;
  };
  readonly cleanup: readonly Command[];
}

function planDatabase(setting: Setting): Pick<SmokePlan, 'database'> {
  if (setting.databaseImage === undefined) return {};
  return {
    database: {
      start: dockerRun(databaseContainer(setting, setting.databaseImage)),
      ready: dockerExec(setting.names.database, databaseReady(setting)),
      logs: dockerLogs(setting.names.database, { tail: 30 }),
    },
  };
}

/** Pure: setting → commands. */
export function planSmoke(setting: Setting): SmokePlan {
  const { names, runtime } = setting;
  const migrates = setting.databaseImage !== undefined && runtime.migrate !== undefined;
  return {
    pull: dockerPull(setting.image),
    inspectImage: dockerImageInspect(setting.image),
    network: dockerNetworkCreate({ name: names.network, labels: names.labels }),
    ...planDatabase(setting),
    ...(migrates && { migration: dockerRun(migrationContainer(setting, runtime.migrate)) }),
    service: {
      start: dockerRun(serviceContainer(setting)),
      top: dockerTop(names.service),
      stats: dockerStats(names.service),
      terminate: dockerKill(names.service, 'SIGTERM'),
      wait: dockerWait(names.service),
      logs: dockerLogs(names.service),
    },
    cleanup: [
      dockerRemove(names.service, names.migration, names.database),
      dockerNetworkRemove(names.network),
    ],
  };
}
