import {
  acceptsOf,
  originFor,
  suggest,
  type ConfigurationValues,
  type FoundService,
  type Problem,
  type Service,
  type Stack,
  type Workspace,
} from '@org/ci-core';
import type { ServiceOptions } from './options';

type Given = Partial<ServiceOptions>;
type Behind = Pick<Service, 'database' | 'cache' | 'broker' | 'processes'>;

/** What a new service has behind and beside it: what was asked for, else what its stack begins with. */
export function chooseBehind({ database, cache, broker, with: processes = [] }: Given, stack: Stack): Behind {
  const [databases, caches, brokers] = [
    firstOf(stack, 'database'),
    firstOf(stack, 'cache'),
    brokerFor(processes, stack),
  ];
  return {
    database: database ?? databases,
    cache: cache ?? caches,
    broker: broker ?? brokers,
    ...(processes.length > 0 && { processes }),
  };
}

function firstOf<R extends 'database' | 'cache' | 'broker'>(stack: Stack, role: R): Service[R] {
  const [first = 'none'] = acceptsOf(stack)[role] as readonly Service[R][];
  return first;
}

/** Processes get their work from a broker. */
function brokerFor(processes: readonly string[], stack: Stack): Service['broker'] {
  const needed = acceptsOf(stack).broker.find((broker) => broker !== 'none');
  return processes.length > 0 && needed ? needed : firstOf(stack, 'broker');
}

export interface Around {
  readonly services: readonly FoundService[];
}

/** Services that it shall need and that are not there. */
export function unknownDependencies({ dependsOn = [] }: Given, { services }: Around): Problem[] {
  const known = services.map(({ service }) => service.name);
  return dependsOn
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'dependency-unknown',
      where: '--dependsOn',
      what: `there is no service ${name}`,
      fix: known.length === 0 ? 'leave it out, or add that service first' : suggest(name, known),
    }));
}

/** Key that takes the address of what the service depends on. */
const addressKey = ({ configuration = {} }: Stack): string | undefined =>
  Object.entries(configuration).find(([, { type, required }]) => type === 'url' && required)?.[0];

type Configured = Pick<Service, 'configuration' | 'dependsOn' | 'environments'>;

/**
 * The configuration contract that a stack begins with, for the first of the services that it depends on: its address on
 * developers' machines, and in each environment that says how hosts are called.
 */
export function configureFor(
  { dependsOn = [] }: Given,
  stack: Stack,
  { environments }: Workspace,
  { services }: Around,
): Configured {
  const contract = stack.configuration;
  const needs = dependsOn.length === 0 ? {} : { dependsOn: healthy(dependsOn) };
  const key = addressKey(stack);
  const first = services.find(({ service }) => service.name === dependsOn[0])?.service;
  if (contract === undefined || key === undefined || first === undefined)
    return { ...needs, ...(contract && { configuration: contract }) };
  const development = `http://localhost:${first.port}`;
  const hosts = environments.flatMap((one): [string, { configuration: ConfigurationValues }][] => {
    const address = originFor(first, one);
    return address === undefined ? [] : [[one.name, { configuration: { [key]: address } }]];
  });
  return {
    ...needs,
    configuration: { ...contract, [key]: { ...contract[key], type: 'url', development } },
    ...(hosts.length > 0 && { environments: Object.fromEntries(hosts) }),
  };
}

const healthy = (names: readonly string[]): NonNullable<Service['dependsOn']> =>
  Object.fromEntries(names.map((name) => [name, 'healthy' as const]));
