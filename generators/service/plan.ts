import {
  failed,
  forbiddenOptions,
  manifestProblems,
  ok,
  Service,
  stackOf,
  unknownStack,
  type FoundService,
  type Problem,
  type Result,
  type Stack,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import { unknownDependencies } from './behind';
import { manifestFields, type Identity } from './fields';
import { parseServiceName, type ServiceName } from './name';
import type { ServiceOptions } from './options';

/** A service that may be added: nothing of it clashes with what is there. */
export interface NewService {
  readonly name: ServiceName;
  readonly directory: string;
  readonly port: number;
  readonly stack: Stack;
}

type Given = Partial<ServiceOptions>;

/** What the workspace already holds. */
export interface Surroundings {
  readonly workspace: Workspace;
  readonly standard: Standard;
  readonly services: readonly FoundService[];
  /** Folder of applications, e.g. apps. */
  readonly appsFolder: string;
  /** Names of Nx projects that are no services, with where they come from. */
  readonly reserved: ReadonlyMap<string, string>;
  /** Whether a folder has anything in it. */
  readonly isTaken: (directory: string) => boolean;
}

const firstPort = 3000;
const lastPort = 65_535;

const problem = (option: string, what: string, fix: string): Problem => ({
  code: `service-${option}`,
  where: `--${option}`,
  what,
  fix,
});

/** The lowest port from 3000 that is not in use. */
export function nextPort(used: ReadonlySet<number>): number | undefined {
  for (let port = firstPort; port <= lastPort; port += 1) if (!used.has(port)) return port;
  return undefined;
}

function choosePort(wanted: number | undefined, services: readonly FoundService[]): Result<number> {
  const port = wanted ?? nextPort(new Set(services.map(({ service }) => service.port)));
  const holder = services.find(({ service }) => service.port === port);
  if (port === undefined) return failed(problem('port', 'every port is taken', 'remove a service'));
  if (!holder) return ok(port);
  return failed(
    problem(
      'port',
      `${port} is the port of ${holder.service.name}`,
      'leave it out: the next free one is used',
    ),
  );
}

/** Folders of tools and of build output hold no services: Nx would not see them. */
const isReserved = (directory: string): boolean =>
  directory.split('/').some((part) => part.startsWith('.') || ['node_modules', 'dist'].includes(part));

const isWithin = (inner: string, outer: string): boolean => `${inner}/`.startsWith(`${outer}/`);

function chooseDirectory(options: Given, folder: string | undefined, around: Surroundings): Result<string> {
  if (options.directory === undefined && folder === undefined) return failed();
  const directory = options.directory ?? `${around.appsFolder}/${folder}`;
  const refuse = (what: string): Result<never> =>
    failed(problem('directory', `${directory} ${what}`, 'choose another name or --directory'));
  if (isReserved(directory)) return refuse('is a folder of tools or of build output');
  const other = around.services.find(
    (one) => isWithin(directory, one.directory) || isWithin(one.directory, directory),
  );
  if (other) return refuse(`overlaps ${other.directory} of ${other.service.name}`);
  return around.isTaken(directory) ? refuse('is not empty') : ok(directory);
}

function chooseStack(id: string, standard: Standard): Result<Stack> {
  const stack = stackOf(standard, id);
  if (!stack) return failed(unknownStack(standard, id, '--stack'));
  if (!stack.adopts) return ok(stack);
  const what = `${id} is for programs that are there already, and brings no source`;
  return failed(problem('stack', what, 'nx g @org/ci:adopt <its folder>, or choose another stack'));
}

function chooseName(text: string, around: Surroundings): Result<ServiceName> {
  const parsed = parseServiceName(text);
  if (!parsed.ok) return parsed;
  const { name } = parsed.value;
  const isTaken = around.reserved.has(name) || around.services.some(({ service }) => service.name === name);
  return isTaken ? failed(problem('name', `${name} is already a project`, 'choose another name')) : parsed;
}

/**
 * What is against the manifest that the options make: what its stack and the standard refuse, as sync would. A name that
 * is wrong by itself is stood for by another.
 */
function refusals(options: Given, identity: Identity, around: Surroundings): Problem[] {
  const { stack } = identity;
  const candidate = Service.safeParse(manifestFields(options, identity, around));
  if (!candidate.success) return [];
  return [
    ...manifestProblems(candidate.data, stack, around.standard, 'options'),
    ...forbiddenOptions(candidate.data, around.standard, 'options'),
    ...unknownDependencies(options, around),
  ];
}

const problemsOf = (result: Result<unknown>): readonly Problem[] => (result.ok ? [] : result.problems);

/** What the manifest is judged with where its name or its port is wrong by itself. */
const identityOf = (name: Result<ServiceName>, port: Result<number>, stack: Stack): Identity => ({
  name: name.ok ? name.value.name : 'candidate',
  port: port.ok ? port.value : firstPort,
  stack,
});

/**
 * Where and how a new service fits in, or everything that is in its way. Options may be left out that are wrong by
 * themselves: the others are judged in the same round.
 */
export function planService(options: Given, around: Surroundings): Result<NewService> {
  const name = options.name === undefined ? failed() : chooseName(options.name, around);
  const stack = options.stack === undefined ? failed() : chooseStack(options.stack, around.standard);
  const port = choosePort(options.port, around.services);
  const folder = name.ok ? name.value.folder : undefined;
  const directory = chooseDirectory(options, folder, around);
  const refused = stack.ok ? refusals(options, identityOf(name, port, stack.value), around) : [];
  if (name.ok && stack.ok && port.ok && directory.ok && refused.length === 0)
    return ok({ name: name.value, directory: directory.value, port: port.value, stack: stack.value });
  return failed(...[name, stack, port, directory].flatMap(problemsOf), ...refused);
}
