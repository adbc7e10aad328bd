import type { Runtime, Service } from '@org/ci-core';

/** Where every environment has the database: the generated compose files and manifests say the same. */
export const databaseHost = 'postgres';
export const passwordPath = '/run/secrets/database/password';

/** SQL name without quoting: `billing-payments` → `billing_payments`. */
export const databaseName = (service: string): string => service.replaceAll('-', '_');

/** The variables that the service runs with. None is a secret: the password is a file. */
export function settingsOf(service: Service, runtime: Runtime): Record<string, string> {
  const names = service.database === 'none' ? undefined : runtime.database;
  const name = databaseName(service.name);
  return {
    ...runtime.environment,
    ...(names && {
      [names.host]: databaseHost,
      [names.port]: '5432',
      [names.name]: name,
      [names.user]: name,
      [names.passwordFile]: passwordPath,
    }),
  };
}
