import {
  backingsOf,
  processesOf as processesOfService,
  secretSetsOf as secretSetsOfService,
  settingsOf as settingsOfService,
  type SecretSet,
  type ServiceInput,
} from '@org/ci-core';

/** True where the service has anything behind it: then it has a network that nobody else is on. */
export const hasBackend = ({ service }: ServiceInput): boolean => backingsOf(service).length > 0;

/** Every setting that is no secret, the same in every environment. */
export const settingsOf = ({ service, stack }: ServiceInput): Record<string, string> =>
  settingsOfService(service, stack.runtime(service));

/** Command of the one-shot migration, or undefined where there is nothing to migrate. */
export const migrationOf = ({ service, stack }: ServiceInput): readonly string[] | undefined =>
  service.database === 'none' ? undefined : stack.runtime(service).migrate;

/** The processes that the service runs beside its server, by name. */
export const processesOf = ({ service, stack }: ServiceInput): ReturnType<typeof processesOfService> =>
  processesOfService(service, stack.runtime(service));

/** All secrets that the service's containers are given, as files. */
export const secretSetsOf = ({ service, stack }: ServiceInput): SecretSet[] =>
  secretSetsOfService(service, stack.runtime(service));

/** Files that are mounted as the service's run-time configuration; none where its stack has none. */
export function configurationOf(
  input: ServiceInput,
  environment: string | undefined,
): { readonly folder: string; readonly files: Readonly<Record<string, string>> } | undefined {
  const { folder } = input.stack.runtime(input.service).configuration ?? {};
  const files = input.stack.configurationFiles?.(input, environment);
  return folder === undefined || files === undefined ? undefined : { folder, files };
}
