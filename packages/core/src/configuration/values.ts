import type {
  ConfigurationContract,
  ConfigurationKey,
  ConfigurationValue,
  ConfigurationValues,
} from '../manifest/configuration';
import type { Service } from '../manifest/service';
import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';

function isUrl(value: ConfigurationValue): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** What a value of each type is; undefined where it is one. */
const wrongType: Readonly<
  Record<ConfigurationKey['type'], (value: ConfigurationValue, key: ConfigurationKey) => string | undefined>
> = {
  string: (value) => (typeof value === 'string' ? undefined : 'is no text'),
  url: (value) => (isUrl(value) ? undefined : 'is no absolute http or https URL'),
  integer: (value) => (Number.isSafeInteger(value) ? undefined : 'is no whole number'),
  number: (value) => (typeof value === 'number' ? undefined : 'is no number'),
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'is neither true nor false'),
  choice: (value, { choices = [] }) =>
    choices.some((one) => one === value) ? undefined : `is none of ${choices.join(', ')}`,
};

function outOfRange(value: ConfigurationValue, { minimum, maximum }: ConfigurationKey): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (minimum !== undefined && value < minimum) return `is less than ${minimum}`;
  return maximum !== undefined && value > maximum ? `is more than ${maximum}` : undefined;
}

/** `an integer`, `a boolean`. */
const aType = ({ type }: ConfigurationKey): string => `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;

const wrong = (value: ConfigurationValue, key: ConfigurationKey): string | undefined =>
  wrongType[key.type](value, key) ?? outOfRange(value, key);

/**
 * What a program is given in an environment: what it says, else the defaults; keys in the contract's order.
 * @param environment its name; undefined on developers' machines
 */
export function configurationValues(
  { configuration: contract = {}, environments = {} }: Pick<Service, 'configuration' | 'environments'>,
  environment: string | undefined,
): ConfigurationValues {
  const said = environment === undefined ? {} : (environments[environment]?.configuration ?? {});
  const valueOf = (name: string, key: ConfigurationKey): ConfigurationValue | undefined =>
    said[name] ?? (environment === undefined ? key.development : undefined) ?? key.default;
  return Object.fromEntries(
    Object.entries(contract).flatMap(([name, key]) => {
      const value = valueOf(name, key);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const problem = (where: string, what: string, fix: string): Problem => ({
  code: 'configuration',
  where,
  what,
  fix,
});

/** What is wrong with a key by itself: its default is none, or a choice has nothing to choose. */
const keyProblems = (contract: ConfigurationContract, where: string): Problem[] =>
  Object.entries(contract).flatMap(([name, key]) => {
    const place = `${where}.${name}`;
    const choices =
      (key.type === 'choice') === (key.choices !== undefined)
        ? []
        : [problem(place, 'choices and type: choice belong together', 'give both, or neither')];
    const values = (['default', 'development'] as const).flatMap((field) => {
      const value = key[field];
      const what = value === undefined ? undefined : wrong(value, key);
      return what === undefined
        ? []
        : [problem(`${place}.${field}`, `${String(value)} ${what}`, `give ${aType(key)}`)];
    });
    return [...choices, ...values];
  });

const saidProblems = (contract: ConfigurationContract, said: ConfigurationValues, where: string): Problem[] =>
  Object.entries(said).flatMap(([name, value]) => {
    const key = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (key === undefined)
      return [
        problem(`${where}.${name}`, 'is no key of configuration', suggest(name, Object.keys(contract))),
      ];
    const what = wrong(value, key);
    return what === undefined
      ? []
      : [problem(`${where}.${name}`, `${String(value)} ${what}`, `give ${aType(key)}`)];
  });

/** What is wrong with a manifest's configuration contract, and with the values that environments give. */
export function configurationProblems(service: Service, source: string): Problem[] {
  const { configuration: contract = {}, environments = {} } = service;
  return [
    ...keyProblems(contract, `${source} › configuration`),
    ...Object.entries(environments).flatMap(([name, environment]) =>
      saidProblems(
        contract,
        environment?.configuration ?? {},
        `${source} › environments.${name}.configuration`,
      ),
    ),
  ];
}
