import type { ConfigurationContract, ConfigurationKey, ConfigurationValue } from '@org/ci-core';

const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const literal = (value: ConfigurationValue): string =>
  typeof value === 'string' ? quote(value) : String(value);

/** valibot's action for a bound, where the manifest has one. */
function bound(action: string, value: number | undefined, words: string): string[] {
  return value === undefined ? [] : [`v.${action}(${value}, ${quote(`must be ${words} ${value}`)})`];
}

const pipe = (first: string, ...others: readonly string[]): string =>
  others.length === 0 ? first : `v.pipe(${[first, ...others].join(', ')})`;

const address = quote('must be an absolute address, http or https');

/** What the value itself must be, as an expression of valibot. */
function typeOf(key: ConfigurationKey): string {
  switch (key.type) {
    case 'string':
      return pipe(`v.string('must be text')`, ...(key.required ? [`v.nonEmpty('must not be empty')`] : []));
    case 'url':
      return pipe(
        `v.string(${address})`,
        `v.check((text) => /^https?:/i.test(text) && URL.canParse(text), ${address})`,
      );
    case 'integer':
    case 'number':
      return pipe(
        `v.number('must be a number')`,
        ...(key.type === 'integer' ? [`v.integer('must be a whole number')`] : []),
        ...bound('minValue', key.minimum, 'at least'),
        ...bound('maxValue', key.maximum, 'at most'),
      );
    case 'boolean':
      return `v.boolean('must be true or false')`;
    case 'choice': {
      const choices = key.choices ?? [];
      return `v.picklist([${choices.map(quote).join(', ')}], ${quote(`must be ${choices.join(' or ')}`)})`;
    }
  }
}

/** A required key as it is; others with their default, or simply absent. */
function propertyOf(key: ConfigurationKey): string {
  if (key.required) return typeOf(key);
  const fallback = key.default === undefined ? [] : [literal(key.default)];
  return `v.optional(${[typeOf(key), ...fallback].join(', ')})`;
}

/** Text that can stand in a block comment. */
const commentOf = (text: string): string => text.replaceAll('*/', '* /');

/** `src/config/contract.ts`: the contract as the browser checks it, and the type that follows from it. */
export function formatContract(contract: ConfigurationContract): string {
  const keys = Object.entries(contract);
  return [
    '// Follows from `configuration` in service.yaml: edit it there, then run `nx sync`.',
    `import * as v from 'valibot';`,
    '',
    '/** What /config.json must hold. Keys of other versions are ignored. */',
    'export const Configuration = v.object({',
    ...keys.flatMap(([name, key]) => [
      ...(key.description === undefined ? [] : [`  /** ${commentOf(key.description)} */`]),
      `  ${name}: ${propertyOf(key)},`,
    ]),
    '});',
    'export type Configuration = v.InferOutput<typeof Configuration>;',
    '',
    '/** What each key is for. */',
    'export const descriptions: Readonly<Partial<Record<keyof Configuration, string>>> = {',
    ...keys.flatMap(([name, { description }]) =>
      description === undefined ? [] : [`  ${name}: ${quote(description)},`],
    ),
    '};',
    '',
  ].join('\n');
}
