import { posix } from 'node:path';
import { parseDocument } from 'yaml';
import { found, type Found } from '../evidence';
import { readOwn, type Project } from '../project';

/** Names under which compose looks for a file, as it prefers them. */
export const composeNames = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
] as const;

interface ComposeService {
  readonly image?: unknown;
  readonly build?: unknown;
  readonly ports?: unknown;
  readonly healthcheck?: unknown;
}

function servicesIn(text: string): [string, ComposeService][] {
  try {
    const value = parseDocument(text, { logLevel: 'error' }).toJS({ maxAliasCount: 50 }) as {
      readonly services?: Readonly<Record<string, ComposeService | null>>;
    } | null;
    return Object.entries(value?.services ?? {}).map(([name, one]) => [name, one ?? {}]);
  } catch {
    return [];
  }
}

/** `8080:3000`, `127.0.0.1:8080:3000/tcp`, `{ target: 3000 }` → 3000 */
function containerPort(port: unknown): number | undefined {
  if (typeof port === 'object' && port !== null && 'target' in port) return Number(port.target);
  const text = String(port).replace(/\$\{[^}]*\}/g, '0');
  return Number(/(\d+)(?:\/\w+)?$/.exec(text)?.[1]);
}

const textOf = (value: unknown, key: string): string | undefined => {
  if (typeof value === 'string') return key === 'context' ? value : undefined;
  const one =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof one === 'string' ? one : undefined;
};

export interface Composed {
  /** The file; undefined where there is none. */
  readonly file: string | undefined;
  readonly ports: readonly Found<number>[];
  readonly contexts: readonly Found<'service' | 'workspace'>[];
  /** Evidence that it starts a PostgreSQL beside it. */
  readonly postgres: readonly Found<'postgres'>[];
  /** What its health checks ask. */
  readonly checks: readonly Found<string>[];
}

function contextOf(project: Project, build: unknown, evidence: string): Found<'service' | 'workspace'>[] {
  const context = textOf(build, 'context');
  if (context === undefined) return [];
  const place = posix.normalize(posix.join(project.directory, context)).replace(/\/$/, '');
  if (place === project.directory) return [found('service', evidence)];
  return place === '.' ? [found('workspace', evidence)] : [];
}

/** What the program's compose file says of it. Those that are built are the program; the others run beside it. */
export function composeOf(project: Project): Composed {
  const file = composeNames.find((name) => project.files.includes(name));
  const services = file === undefined ? [] : servicesIn(readOwn(project, file) ?? '');
  const own = services.filter(([, { build }]) => build !== undefined);
  const at = (name: string, key: string): string => `${file} › services.${name}.${key}`;
  return {
    file,
    ports: own.flatMap(([name, { ports }]) =>
      (Array.isArray(ports) ? (ports as unknown[]) : []).flatMap((port) => {
        const number = containerPort(port);
        return number === undefined || Number.isNaN(number) ? [] : [found(number, at(name, 'ports'))];
      }),
    ),
    contexts: own.flatMap(([name, { build }]) => contextOf(project, build, at(name, 'build'))),
    postgres: services.flatMap(([name, { image }]) =>
      /(^|\/)(postgres|postgis)(:|@|\/|$)/.test(String(image))
        ? [found('postgres' as const, at(name, 'image'))]
        : [],
    ),
    checks: own.map(([name, { healthcheck }]) =>
      found(JSON.stringify(healthcheck ?? ''), at(name, 'healthcheck')),
    ),
  };
}
