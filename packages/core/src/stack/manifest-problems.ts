import { backingsOf, roles } from '../backing/registry';
import { configurationProblems } from '../configuration/values';
import type { Service } from '../manifest/service';
import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { StandardData } from '../standard/data';
import type { Accepts, Stack } from './stack';

/** What a stack accepts that says nothing of it. */
const nothingElse: Required<Accepts> = {
  database: ['none', 'postgres'],
  cache: ['none'],
  broker: ['none'],
  processes: [],
};

/** All that a stack accepts. */
export const acceptsOf = ({ accepts }: Pick<Stack, 'accepts'>): Required<Accepts> => ({
  ...nothingElse,
  ...accepts,
});

function choiceProblems(service: Service, stack: Stack, source: string): Problem[] {
  const accepted = acceptsOf(stack);
  return roles.flatMap((role) => {
    const values: readonly string[] = accepted[role];
    if (values.includes(service[role])) return [];
    return [
      {
        code: 'stack-refuses',
        where: `${source} › ${role}`,
        what: `${stack.id} has no ${role}: ${service[role]}`,
        fix: `choose ${values.join(' or ')}`,
      },
    ];
  });
}

function processProblems(
  { processes = [], environments = {} }: Service,
  stack: Stack,
  source: string,
): Problem[] {
  const known = acceptsOf(stack).processes;
  const unknown = processes.flatMap((name, index) =>
    known.includes(name)
      ? []
      : [{ name, where: `${source} › processes[${index}]`, all: known, of: stack.id }],
  );
  const elsewhere = Object.entries(environments).flatMap(([environment, values]) =>
    Object.keys(values?.processes ?? {})
      .filter((name) => !processes.includes(name))
      .map((name) => ({
        name,
        where: `${source} › environments.${environment}.processes.${name}`,
        all: processes,
        of: 'this manifest',
      })),
  );
  return [...unknown, ...elsewhere].map(({ name, where, all, of }) => ({
    code: 'process-unknown',
    where,
    what: `${of} has no process ${name}`,
    fix: all.length === 0 ? 'remove it' : suggest(name, all),
  }));
}

function unsupportedConfiguration({ configuration }: Service, stack: Stack, source: string): Problem[] {
  if (configuration === undefined || stack.configurationFiles) return [];
  const where = `${source} › configuration`;
  const what = `${stack.id} has no run-time configuration of this kind`;
  return [{ code: 'stack-refuses', where, what, fix: 'remove it' }];
}

function originProblems(service: Service, stack: Stack, source: string): Problem[] {
  const said = Object.entries(service.environments ?? {}).filter(([, values]) => values?.origins);
  if (said.length === 0 || stack.runtime(service).origins !== undefined) return [];
  return said.map(([name]) => ({
    code: 'stack-refuses',
    where: `${source} › environments.${name}.origins`,
    what: `${stack.id} does not ask for origins`,
    fix: 'remove it',
  }));
}

const quoted = (versions: readonly string[]): string => versions.map((one) => `"${one}"`).join(' or ');

/** Versions that the standard does not offer, and those of products that the service does not have. */
function versionProblems(service: Service, standard: StandardData, source: string): Problem[] {
  const used = backingsOf(service).map(({ id }) => id);
  return Object.entries(service.versions ?? {}).flatMap(([id, version]): Problem[] => {
    const where = `${source} › versions.${id}`;
    if (!used.some((one) => one === id))
      return [{ code: 'version-unknown', where, what: `this service has no ${id}`, fix: 'remove it' }];
    const images = Object.keys(standard.pins.images);
    if (images.includes(`${id}-${version}`)) return [];
    const offered = images.flatMap((key) => (key.startsWith(`${id}-`) ? [key.slice(id.length + 1)] : []));
    const what = `${standard.name} ${standard.version} has no ${id} ${version}`;
    const fix = offered.length > 0 ? `choose ${quoted(offered)}, or leave it out` : 'leave it out';
    return [{ code: 'version-unknown', where, what, fix }];
  });
}

/**
 * Everything in which a manifest does not fit its stack and its standard; nothing where all is well. `source` is its path.
 */
export const manifestProblems = (
  service: Service,
  stack: Stack,
  standard: StandardData,
  source: string,
): Problem[] => [
  ...choiceProblems(service, stack, source),
  ...processProblems(service, stack, source),
  ...unsupportedConfiguration(service, stack, source),
  ...originProblems(service, stack, source),
  ...configurationProblems(service, source),
  ...versionProblems(service, standard, source),
  ...(stack.problems?.(service, source) ?? []),
];
