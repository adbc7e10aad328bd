import type { BackingId } from '../manifest/backing-choice';
import type { Service } from '../manifest/service';
import type { BackingNames, Runtime } from '../stack/stack';
import { passwordOf, type Backing } from './backing';
import { backings, roles, type Role } from './registry';

/** Folder of the application's own secrets, in every container that runs it. */
export const applicationSecrets = '/run/secrets/application';

/** SQL names without quoting: `billing-payments` → `billing_payments`. */
export const databaseName = (service: string): string => service.replaceAll('-', '_');

const highestPort = 65_535;

const offsets: Readonly<Record<Role, number>> = { database: 10_000, cache: 20_000, broker: 30_000 };

/** Port of the developer's own machine on which development has a product; as far from others' as services' ports are. */
export const backingHostPort = (role: Role, servicePort: number): number =>
  servicePort + offsets[role] <= highestPort ? servicePort + offsets[role] : servicePort - offsets[role];

/** That in which a product is published, by a variable and a port: the first of a service's roles that it has. */
export const publishedRole = (service: Service, id: BackingId): Role | undefined =>
  roles.find((role) => service[role] === id);

/** One Redis may be both: the broker has its first database, the cache its second. */
const numbers: Readonly<Record<Role, string>> = { database: '', broker: '0', cache: '1' };

const nameIn = (id: BackingId, role: Role, service: Service): string =>
  id === 'redis' ? numbers[role] : databaseName(service.name);

/** What a service calls itself in a product: none where the product knows no users. */
const userIn = (id: BackingId, service: Service): string | undefined =>
  id === 'postgres' || id === 'rabbitmq' ? databaseName(service.name) : undefined;

function settingsOfRole(
  role: Role,
  { id, port, ...backing }: Backing,
  names: BackingNames,
  service: Service,
): Record<string, string> {
  const said: [string | undefined, string | undefined][] = [
    [names.kind, id],
    [names.host, id],
    [names.port, String(port)],
    [names.name, nameIn(id, role, service)],
    [names.user, userIn(id, service)],
    [names.passwordFile, passwordOf(backing)],
  ];
  return Object.fromEntries(
    said.flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value]])),
  );
}

/** Every setting that is no secret, the same in every environment: the stack's own, and where its backing services are. */
export function settingsOf(service: Service, runtime: Runtime): Record<string, string> {
  const ofRoles = roles.map((role) => {
    const backing = backings.find(({ id }) => id === service[role]);
    const names = runtime[role];
    return backing && names ? settingsOfRole(role, backing, names, service) : {};
  });
  const secrets = (runtime.secrets ?? []).map(({ name, variable }) => [
    variable,
    `${applicationSecrets}/${name}`,
  ]);
  return Object.assign({ ...runtime.environment }, ...ofRoles, Object.fromEntries(secrets)) as Record<
    string,
    string
  >;
}
