import type { Command } from '../spawn/command';

export interface Mount {
  readonly type: 'bind' | 'volume';
  readonly source: string;
  readonly target: string;
  readonly readonly?: boolean;
}

/** What a container is started with. Names are Docker's own (https://docs.docker.com/reference/cli/docker/container/run). */
export interface ContainerOptions {
  readonly image: string;
  readonly name?: string;
  readonly command?: readonly string[];
  /** One word; further words of an entrypoint go in front of `command`. */
  readonly entrypoint?: string;
  readonly detach?: boolean;
  readonly remove?: boolean;
  readonly readOnly?: boolean;
  readonly user?: string;
  /** `["ALL"]` */
  readonly capDrop?: readonly string[];
  readonly noNewPrivileges?: boolean;
  readonly init?: boolean;
  /** `/tmp:rw,noexec,nosuid,size=64m` */
  readonly tmpfs?: readonly string[];
  readonly mounts?: readonly Mount[];
  readonly network?: string;
  readonly networkAliases?: readonly string[];
  /** `127.0.0.1::3000` */
  readonly publish?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Passed on through our environment, so that they stand in no process list. */
  readonly secretEnvironment?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** Bytes, and swap is not added to it. */
  readonly memory?: number;
  readonly cpus?: number;
  readonly pidsLimit?: number;
  readonly platform?: string;
  readonly pull?: 'always' | 'missing' | 'never';
  readonly stopTimeoutSeconds?: number;
}

const flag = (name: string, value: string | number | undefined): string[] =>
  value === undefined ? [] : [`--${name}`, String(value)];
const flags = (name: string, values: readonly string[] = []): string[] =>
  values.flatMap((value) => [`--${name}`, value]);
const whether = (name: string, value: boolean | undefined): string[] => (value ? [`--${name}`] : []);
const pairs = (name: string, values: Readonly<Record<string, string>> = {}): string[] =>
  flags(
    name,
    Object.entries(values).map(([key, value]) => `${key}=${value}`),
  );

/** `type=bind,source=…,target=…`: one CSV record, a field with a comma or a quote is quoted (RFC 4180). */
const csv = (fields: readonly string[]): string =>
  fields.map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',');
const formatMount = ({ type, source, target, readonly }: Mount): string =>
  csv([`type=${type}`, `source=${source}`, `target=${target}`, ...(readonly ? ['readonly'] : [])]);

function confinement(options: ContainerOptions): string[] {
  return [
    ...whether('read-only', options.readOnly),
    ...flag('user', options.user),
    ...flags('cap-drop', options.capDrop),
    ...(options.noNewPrivileges ? ['--security-opt', 'no-new-privileges:true'] : []),
    ...flags('tmpfs', options.tmpfs),
    ...flags('mount', options.mounts?.map(formatMount)),
    ...(options.memory === undefined
      ? []
      : ['--memory', String(options.memory), '--memory-swap', String(options.memory)]),
    ...flag('cpus', options.cpus),
    ...flag('pids-limit', options.pidsLimit),
  ];
}

function connections(options: ContainerOptions): string[] {
  return [
    ...flag('network', options.network),
    ...flags('network-alias', options.networkAliases),
    ...flags('publish', options.publish),
    ...pairs('env', options.environment),
    ...flags('env', Object.keys(options.secretEnvironment ?? {})),
    ...pairs('label', options.labels),
  ];
}

function container(verb: 'run' | 'create', options: ContainerOptions): Command {
  const args = [
    verb,
    ...whether('detach', options.detach),
    ...whether('rm', options.remove),
    ...flag('name', options.name),
    ...flag('platform', options.platform),
    ...flag('pull', options.pull),
    ...whether('init', options.init),
    ...flag('stop-timeout', options.stopTimeoutSeconds),
    ...confinement(options),
    ...connections(options),
    ...flag('entrypoint', options.entrypoint),
    options.image,
    ...(options.command ?? []),
  ];
  const secret = options.secretEnvironment;
  return { tool: 'docker', args, ...(secret ? { env: secret, secrets: Object.values(secret) } : {}) };
}

export const dockerRun = (options: ContainerOptions): Command => container('run', options);
export const dockerCreate = (options: Omit<ContainerOptions, 'detach'>): Command =>
  container('create', options);
