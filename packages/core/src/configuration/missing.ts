import type { ConfigurationKey } from '../manifest/configuration';
import type { Service } from '../manifest/service';
import type { Workspace } from '../manifest/workspace';
import type { Problem } from '../problem/problem';
import type { FoundService } from '../sync/input';
import { configurationValues } from './values';

/** Keys that a program must be told, and is not in an environment. */
export function missingKeys(
  service: Pick<Service, 'configuration' | 'environments'>,
  environment: string,
): string[] {
  const values = configurationValues(service, environment);
  return Object.entries(service.configuration ?? {}).flatMap(([name, { required }]) =>
    required && values[name] === undefined ? [name] : [],
  );
}

const example = ({ type, choices: [first = ''] = [] }: ConfigurationKey): string =>
  ({ url: 'https://…', string: '…', choice: first, integer: '1', number: '1', boolean: 'true' })[type];

/**
 * What services must be told in environments of ci.yaml, and are not. Not open: a service is new before its hosts are
 * known, and no promotion goes to an environment that lacks it.
 */
export function missingConfiguration(
  services: readonly FoundService[],
  { environments }: Pick<Workspace, 'environments'>,
): Problem[] {
  return services.flatMap(({ service, directory }) =>
    environments.flatMap(({ name }) =>
      missingKeys(service, name).map((key) => ({
        code: 'configuration-missing',
        where: `${directory}/service.yaml › environments.${name}.configuration.${key}`,
        what: `${service.name} must be told ${key} in ${name}, and is not: nothing can be promoted there`,
        fix: `add to ${directory}/service.yaml: environments: { ${name}: { configuration: { ${key}: ${example(service.configuration?.[key] ?? { type: 'string' })} } } }, then npx nx sync`,
      })),
    ),
  );
}
