import {
  acceptsOf,
  manifestProblems,
  Name,
  roles,
  UrlPath,
  type PlacedService,
  type Problem,
  type Stack,
  type StackInput,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';
import { dockerfileFindings } from './dockerfile-problems';
import { runtimeFindings, type Finding } from './runtime-problems';

const problemsOf = (where: string, findings: readonly Finding[]): Problem[] =>
  findings.map(([what, fix]) => ({ code: 'contract', where, what, fix }));

/** What a stack says of itself, whatever the service. */
export const ownProblems = (stack: Stack): Problem[] => problemsOf(`stack ${stack.id}`, ownFindings(stack));

function ownFindings(stack: Stack): Finding[] {
  const { health, smokeEndpoints } = stack.defaults;
  const paths = [health.live, health.ready, ...smokeEndpoints];
  const accepted = acceptsOf(stack);
  return [
    ...paths
      .filter((path) => !UrlPath.safeParse(path).success)
      .map((path): Finding => [`${path} is no path of a URL`, 'begin it with /']),
    ...roles
      .filter((role) => accepted[role].length === 0)
      .map((role): Finding => [`accepts.${role} is empty`, 'accept none, or leave it out']),
    ...accepted.processes
      .filter((name) => !Name.safeParse(name).success)
      .map((name): Finding => [`the process ${name} has no name of Kubernetes'`, 'write it as worker']),
  ];
}

/** Files that are mounted, and the place where: neither is anything without the other. */
function configurationFindings(input: StackInput, { stack, service }: PlacedService): Finding[] {
  const { configuration } = stack.runtime(service);
  if (!stack.configurationFiles) {
    const fix = 'add configurationFiles, or remove it';
    return [
      ...(configuration ? [['runtime.configuration is a folder of no files', fix] as const] : []),
      ...(stack.configuration ? [['has a configuration that nothing reads', fix] as const] : []),
    ];
  }
  if (!configuration) return [['has configurationFiles, mounted nowhere', 'add runtime.configuration']];
  return [undefined, ...input.workspace.environments.map(({ name }) => name)].flatMap((environment) => {
    const render = () => stack.configurationFiles?.(input, environment) ?? {};
    const names = Object.keys(render()).filter((name) => !/^[A-Za-z0-9][\w.-]*$/.test(name));
    return [
      ...names.map((name): Finding => [`${name} is no name of a file`, 'files are mounted in one folder']),
      ...(JSON.stringify(render()) === JSON.stringify(render())
        ? []
        : [['two renderings of its configuration differ', 'use nothing but the input'] as const]),
    ];
  });
}

/** Source is written once, and what is generated is not. */
function ownershipFindings(input: StackInput, { stack, service }: PlacedService): Finding[] {
  const seeded = stack.seed({ ...input, packageName: `@acme/${service.name}` });
  return [
    ...seeded
      .filter(({ ownership }) => ownership !== 'seeded')
      .map(({ path }): Finding => [`seeds ${path}, which is not seeded`, 'say ownership: seeded']),
    ...(stack.files?.(input) ?? [])
      .filter(({ ownership }) => ownership === 'seeded')
      .map(({ path }): Finding => [`generates ${path}, which is seeded`, 'say merged or managed']),
  ];
}

const targetFindings = ({ workspace }: StackInput, { stack, service }: PlacedService): Finding[] =>
  Object.entries(stack.targets(service, workspace))
    .filter(([, { command }]) => command.trim() === '')
    .map(([name]) => [`the target ${name} has no command`, 'say one, or leave the target out']);

/** Everything that a stack owes, seen in one of its services. */
export function stackProblems(input: WithArtefacts<WorkspaceInput>, placed: PlacedService): Problem[] {
  const { stack, service } = placed;
  const given: StackInput = { ...input, ...placed, images: stack.images };
  const refused = manifestProblems(service, stack, input.standard, service.name);
  return [
    ...refused.map(({ where, what, fix }) => ({ code: 'contract', where, what: `refused: ${what}`, fix })),
    ...problemsOf(service.name, [
      ...runtimeFindings(placed),
      ...dockerfileFindings(stack, given, stack.runtime(service)),
      ...configurationFindings(given, placed),
      ...ownershipFindings(given, placed),
      ...targetFindings(given, placed),
    ]),
  ];
}

/** The same service with everything behind it and beside it that its stack accepts; once for each choice. */
export function withEverything({ service, stack, directory }: PlacedService): PlacedService[] {
  const accepted = acceptsOf(stack);
  const some = <T extends string>(values: readonly T[]): readonly T[] => {
    const products = values.filter((one) => one !== 'none');
    return products.length > 0 ? products : values.slice(0, 1);
  };
  const [caches, brokers] = [some(accepted.cache), some(accepted.broker)];
  return Array.from({ length: Math.max(caches.length, brokers.length, 1) }, (_, index) => ({
    service: {
      ...service,
      cache: caches[index % caches.length] ?? 'none',
      broker: brokers[index % brokers.length] ?? 'none',
      processes: [...accepted.processes],
    },
    directory,
    stack,
  }));
}
