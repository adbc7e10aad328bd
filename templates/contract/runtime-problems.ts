import { acceptsOf, backings, roles, type Argv, type PlacedService, type Runtime } from '@org/ci-core';

/** What is wrong, and what to do; the caller says where. */
export type Finding = readonly [what: string, fix: string];

/** No account of the host has such an id, and no account of the usual images. */
const lowestId = 10_000;

const shells = /^(.*\/)?(sh|bash|ash|dash|zsh|cmd|powershell|pwsh)$/;

/** What is wrong with a command. A shell would take the signals that are meant for the program; a probe gets none. */
function argvFindings(name: string, argv: Argv): Finding[] {
  const [tool = '', flag = ''] = argv;
  if (tool.trim() === '') return [[`${name} is empty`, 'say the program and its arguments']];
  if (/\s/.test(tool)) return [[`${name} is a shell's line`, 'give an array: the program, each argument']];
  return !name.endsWith('healthcheck') && shells.test(tool) && /^-\w*c$/.test(flag)
    ? [[`${name} runs in a shell`, 'start the program itself']]
    : [];
}

function commandFindings({ main, healthcheck, migrate, processes = {} }: Runtime): Finding[] {
  const own = Object.entries({ main, healthcheck, ...(migrate && { migrate }) });
  const beside = Object.entries(processes).flatMap(([name, one]): [string, Argv][] => [
    [`processes.${name}.command`, one.command],
    [`processes.${name}.healthcheck`, one.healthcheck],
  ]);
  return [...own, ...beside].flatMap(([name, argv]) => argvFindings(name, argv));
}

const userFindings = ({ user }: Runtime): Finding[] =>
  (['uid', 'gid'] as const)
    .filter((id) => !(Number.isInteger(user[id]) && user[id] >= lowestId))
    .map((id) => [`user.${id} is ${user[id]}`, `take a number from ${lowestId}, and the Dockerfile's USER`]);

const isFolder = (path: string): boolean =>
  /^\/[^\s:]+$/.test(path) && !path.endsWith('/') && !path.split('/').includes('..');

function folderFindings({ writable, configuration }: Runtime): Finding[] {
  const folders = [...writable, ...(configuration ? [configuration.folder] : [])];
  return folders
    .filter((path) => !isFolder(path))
    .map((path) => [`${path} is no absolute folder`, 'write it as /tmp']);
}

/** A service that has a product behind it, and is not told where. */
const backingFindings = (runtime: Runtime, { service }: PlacedService): Finding[] =>
  roles
    .filter((role) => backings.some(({ id }) => id === service[role]) && !runtime[role])
    .map((role) => [
      `has ${role}: ${service[role]}, and runtime does not say how it finds it`,
      `give runtime.${role} the names of its variables, or accept none`,
    ]);

function processFindings({ processes = {} }: Runtime, { stack, service }: PlacedService): Finding[] {
  const known = acceptsOf(stack).processes;
  return [
    ...(service.processes ?? [])
      .filter((name) => !(name in processes))
      .map((name): Finding => [
        `accepts the process ${name} and does not run it`,
        'add it to runtime.processes',
      ]),
    ...Object.keys(processes)
      .filter((name) => !known.includes(name))
      .map((name): Finding => [
        `runs the process ${name}, which no manifest may name`,
        'add it to accepts.processes',
      ]),
  ];
}

/** A secret's name becomes a file's. */
const secretFindings = ({ secrets = [] }: Runtime): Finding[] =>
  secrets
    .filter(({ name }) => !/^[a-z0-9][a-z0-9._-]*$/.test(name))
    .map(({ name }) => [`${name} is no name of a file`, 'use small letters, digits and dashes']);

/** What is wrong with how a service of a stack runs: `placed` has everything behind it and beside it that it may have. */
export function runtimeFindings(placed: PlacedService): Finding[] {
  const runtime = placed.stack.runtime(placed.service);
  return [
    ...commandFindings(runtime),
    ...userFindings(runtime),
    ...folderFindings(runtime),
    ...backingFindings(runtime, placed),
    ...processFindings(runtime, placed),
    ...secretFindings(runtime),
  ];
}
