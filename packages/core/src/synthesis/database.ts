import type { Service } from '../manifest/service';
import type { Runtime } from '../stack/stack';

/** Where a service has its database in every environment: compose, Kubernetes and the smoke test say the same. */
export const databaseHost = 'postgres';
export const databasePort = 5432;

/** Folder in which the database's password lies, in every container that needs it. */
export const secretsFolder = '/run/secrets/database';

/** The password itself. */
export const passwordFile = `${secretsFolder}/password`;

/** SQL names without quoting: `billing-payments` → `billing_payments`. */
export const databaseName = (service: string): string => service.replaceAll('-', '_');

const highestPort = 65_535;

/** Port of the developer's own machine on which development has the database; as far from others' as services' ports are. */
export const databaseHostPort = (servicePort: number): number =>
  servicePort + 10_000 <= highestPort ? servicePort + 10_000 : servicePort - 10_000;

/** Settings with which a stack finds the database of its service; none where it has none. */
export function databaseSettings(service: Service, runtime: Runtime): Record<string, string> {
  const names = runtime.database;
  if (service.database === 'none' || names === undefined) return {};
  const name = databaseName(service.name);
  return {
    [names.host]: databaseHost,
    [names.port]: String(databasePort),
    [names.name]: name,
    [names.user]: name,
    [names.passwordFile]: passwordFile,
  };
}

/** Every setting that is no secret, the same in every environment. */
export const settingsOf = (service: Service, runtime: Runtime): Record<string, string> => ({
  ...runtime.environment,
  ...databaseSettings(service, runtime),
});
