import { missingKeys, originFor, type Problem } from '@org/ci-core';
import { stringify } from 'yaml';
import type { Facts } from '../workspace/facts';
import { askingServices, type Made } from './admit';

/** What a manifest still has to say, by environment. */
export interface Unsaid {
  /** Path of the service.yaml. */
  readonly file: string;
  readonly environments: Readonly<Record<string, object>>;
}

/** Of entries, those that have something to say. */
const saying = (file: string, entries: readonly (readonly [string, object | undefined])[]): Unsaid[] => {
  const said = entries.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const]));
  return said.length === 0 ? [] : [{ file, environments: Object.fromEntries(said) }];
};

function ofConfiguration({ service, directory }: Made, { workspace }: Facts): Unsaid[] {
  const [first] = Object.keys(service.dependsOn ?? {});
  const valueOf = (key: string): string =>
    service.configuration?.[key]?.type === 'url' ? `https://<host of ${first ?? key}>` : `<${key}>`;
  return saying(
    `${directory}/service.yaml`,
    workspace.environments.map(({ name }) => {
      const keys = missingKeys(service, name);
      const values = Object.fromEntries(keys.map((key) => [key, valueOf(key)]));
      return [name, keys.length === 0 ? undefined : { configuration: values }];
    }),
  );
}

function ofOrigins(made: Made, facts: Facts): Unsaid[] {
  return askingServices(made, facts).flatMap(({ service, directory }) =>
    saying(
      `${directory}/service.yaml`,
      facts.workspace.environments.map((environment) => {
        const origin = originFor(made.service, environment);
        const said = service.environments?.[environment.name]?.origins ?? [];
        const isKnown = origin !== undefined && said.includes(origin);
        const wanted = { origins: [origin ?? `https://<host of ${made.service.name}>`] };
        return [environment.name, isKnown ? undefined : wanted];
      }),
    ),
  );
}

/** All that a new service and those that it calls must be told in environments, and that ci.yaml does not say. */
export const unsaid = (made: Made, facts: Facts): Unsaid[] => [
  ...ofConfiguration(made, facts),
  ...ofOrigins(made, facts),
];

/** Whether a note says of a new service's configuration what its next steps say better; those of others stay. */
export const isUnsaid = ({ code, where }: Problem, all: readonly Unsaid[]): boolean =>
  code === 'configuration-missing' &&
  all.some(({ file, environments }) =>
    Object.entries(environments).some(
      ([name, said]) =>
        'configuration' in said && where.startsWith(`${file} › environments.${name}.configuration.`),
    ),
  );

const yaml = { collectionStyle: 'flow', lineWidth: 0 } as const;

/** Lines that say which YAML goes where. */
export function formatUnsaid(all: readonly Unsaid[]): string[] {
  if (all.length === 0) return [];
  const lines = all.flatMap(({ file, environments }) => [
    `    ${file}:`,
    `      environments: ${stringify(environments, yaml).trim()}`,
  ]);
  return ['  before promoting, say what ci.yaml does not (environments: host), then npx nx sync:', ...lines];
}
