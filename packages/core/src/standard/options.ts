import { z } from 'zod';
import { Line } from '../manifest/names';
import { OptionName, OptionValue } from '../manifest/option-values';
import type { Service } from '../manifest/service';
import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { ServiceMigration } from '../upgrade/migration';

/** What a standard says of one option. */
export const OptionRule = z
  .strictObject({
    type: z.enum(['string', 'number', 'boolean']).default('string'),
    values: z.array(OptionValue).min(1).max(100).optional().describe('All that may be chosen'),
    default: OptionValue.optional().describe('What holds where a service says nothing; without it, it must'),
    description: Line.optional(),
  })
  .refine(
    (rule) => [...(rule.values ?? []), rule.default ?? []].flat().every((one) => typeof one === rule.type),
    {
      message: 'values and default are of the type',
    },
  )
  .refine(({ values, default: own }) => own === undefined || (values?.includes(own) ?? true), {
    path: ['default'],
    message: 'is none of the values',
  });
export type OptionRule = z.infer<typeof OptionRule>;
export const OptionRules = z.record(OptionName, OptionRule);

interface WithOptions {
  readonly name: string;
  readonly version: string;
  readonly options?: Readonly<Record<string, OptionRule>>;
  readonly migrations?: readonly ServiceMigration[];
}

/** The service with what holds for options that it says nothing of: what stacks and artefacts read. */
export function withOptionDefaults(service: Service, { options = {} }: WithOptions): Service {
  const defaults = Object.entries(options).flatMap(([name, rule]) =>
    rule.default === undefined ? [] : [[name, rule.default] as const],
  );
  if (defaults.length === 0) return service;
  return { ...service, options: { ...Object.fromEntries(defaults), ...service.options } };
}

function valueProblem(rule: OptionRule, value: unknown): string | undefined {
  if (value === undefined) return rule.default === undefined ? 'is missing' : undefined;
  if (typeof value !== rule.type) return `${JSON.stringify(value)} is not a ${rule.type}`;
  const isAllowed = rule.values?.some((one) => one === value) ?? true;
  return isAllowed ? undefined : `${JSON.stringify(value)} is none of ${rule.values?.join(', ')}`;
}

/** A name that the standard gave up: the upgrade knows the new one. */
const isRenamed = (name: string, migrations: readonly ServiceMigration[]): boolean =>
  migrations.some(({ manifest = [] }) =>
    manifest.some(({ op, at }) => op === 'rename' && at === `options.${name}`),
  );

/**
 * Options of a manifest that its standard does not know, or not with that value, and those that it demands.
 * @param where the manifest's path, e.g. apps/payments/service.yaml
 */
export function optionProblems(service: Service, standard: WithOptions, where: string): Problem[] {
  const { options: rules = {}, migrations = [], name: of, version } = standard;
  const given = service.options ?? {};
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(rules, name));
  const wrong = Object.entries(rules).flatMap(([name, rule]) => {
    const what = valueProblem(rule, given[name]);
    return what === undefined ? [] : [{ name, what, rule }];
  });
  return [
    ...unknown.map((name) => ({
      code: 'option-unknown',
      where: `${where} › options.${name}`,
      what: `${of} ${version} has no option ${name}`,
      fix: isRenamed(name, migrations)
        ? `it has another name now: npx nx g @org/ci:upgrade ${service.name}`
        : suggest(name, Object.keys(rules)),
    })),
    ...wrong.map(({ name, what, rule }) => ({
      code: 'option-invalid',
      where: `${where} › options.${name}`,
      what,
      fix: rule.description ?? `choose a ${rule.type}`,
    })),
  ];
}
