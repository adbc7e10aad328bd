import type { Environment } from '../manifest/workspace';
import type { Service } from '../manifest/service';
import type { Stack } from './stack';

/** Whether programs of a stack run in browsers, and so call other services from an origin of their own (RFC 6454). */
export const callsFromBrowser = ({ configurationFiles }: Pick<Stack, 'configurationFiles'>): boolean =>
  configurationFiles !== undefined;

/** Public host of a service in an environment: its own, else by the environment's pattern; undefined where neither says. */
export const hostFor = (
  { name, environments }: Pick<Service, 'name' | 'environments'>,
  environment: Environment,
): string | undefined =>
  environments?.[environment.name]?.host ?? environment.host?.replaceAll('{service}', name);

/** Where browsers find a service in an environment: https and its host. */
export function originFor(
  service: Pick<Service, 'name' | 'environments'>,
  environment: Environment,
): string | undefined {
  const host = hostFor(service, environment);
  return host === undefined ? undefined : `https://${host}`;
}
