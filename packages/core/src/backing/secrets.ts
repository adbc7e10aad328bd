import type { Service } from '../manifest/service';
import type { Process, Runtime } from '../stack/stack';
import { backingsOf } from './registry';
import { applicationSecrets } from './settings';

/** Secrets that lie in one folder of a container: the password of one backing service, or the application's own. */
export interface SecretSet {
  /** `database`, `redis`, …, `application`. */
  readonly name: string;
  readonly folder: string;
  /** Names of its files. */
  readonly files: readonly string[];
}

/** All secrets that the service's containers are given, as files. */
export function secretSetsOf(service: Service, runtime: Runtime): SecretSet[] {
  const ofBackings = backingsOf(service).flatMap(({ id, secrets }): SecretSet[] =>
    secrets === undefined
      ? []
      : [{ name: id === service.database ? 'database' : id, folder: secrets, files: ['password'] }],
  );
  const own = (runtime.secrets ?? []).map(({ name }) => name);
  const ofApplication = { name: 'application', folder: applicationSecrets, files: own };
  return own.length === 0 ? ofBackings : [...ofBackings, ofApplication];
}

/** The processes that a service runs beside its server, by name. */
export function processesOf(service: Service, runtime: Runtime): (readonly [string, Process])[] {
  const known = runtime.processes ?? {};
  return (service.processes ?? []).flatMap((name) => {
    const process = Object.hasOwn(known, name) ? known[name] : undefined;
    return process === undefined ? [] : [[name, process] as const];
  });
}
