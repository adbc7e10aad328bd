import type { ServiceInput } from '@org/ci-core';

/** Folder in which the database's password lies, in every container that needs it. */
export const secretsFolder = '/run/secrets/database';

/** The password itself. */
export const passwordFile = `${secretsFolder}/password`;

/** True where the service owns a database. */
export const hasDatabase = ({ service }: ServiceInput): boolean => service.database !== 'none';

/** SQL names without quoting: `billing-payments` → `billing_payments`. */
export const databaseName = (service: string): string => service.replaceAll('-', '_');

/** Settings with which the stack finds the database: its host is called `postgres` everywhere. */
export function databaseSettings(input: ServiceInput): Record<string, string> {
  const names = input.stack.runtime(input.service).database;
  if (!hasDatabase(input) || names === undefined) return {};
  const name = databaseName(input.service.name);
  return {
    [names.host]: 'postgres',
    [names.port]: '5432',
    [names.name]: name,
    [names.user]: name,
    [names.passwordFile]: passwordFile,
  };
}

/** Every setting that is no secret, the same in every environment. */
export const settingsOf = (input: ServiceInput): Record<string, string> => ({
  ...input.stack.runtime(input.service).environment,
  ...databaseSettings(input),
});

/** Command of the one-shot migration, or undefined where there is nothing to migrate. */
export const migrationOf = (input: ServiceInput): readonly string[] | undefined =>
  hasDatabase(input) ? input.stack.runtime(input.service).migrate : undefined;
