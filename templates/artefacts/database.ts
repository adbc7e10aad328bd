import { settingsOf as settingsOfService, type ServiceInput } from '@org/ci-core';

/** True where the service owns a database. */
export const hasDatabase = ({ service }: ServiceInput): boolean => service.database !== 'none';

/** Every setting that is no secret, the same in every environment. */
export const settingsOf = ({ service, stack }: ServiceInput): Record<string, string> =>
  settingsOfService(service, stack.runtime(service));

/** Command of the one-shot migration, or undefined where there is nothing to migrate. */
export const migrationOf = (input: ServiceInput): readonly string[] | undefined =>
  hasDatabase(input) ? input.stack.runtime(input.service).migrate : undefined;
