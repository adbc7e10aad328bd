import type { Service } from '../manifest/service';
import type { Problem } from '../problem/problem';
import type { StandardData } from './data';
import type { Forbidden } from './standard-file';

const valueAt = (value: unknown, keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (one, key) =>
      typeof one === 'object' && one !== null && Object.hasOwn(one, key)
        ? (one as Record<string, unknown>)[key]
        : undefined,
    value,
  );

/** Whether `value` is `wanted`; of an object, what is said of it counts. */
function matches(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return value === wanted;
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(wanted))
    return false;
  return Object.entries(wanted).every(([key, one]) => matches((value as Record<string, unknown>)[key], one));
}

const isChosen = (service: Service, { option, is }: Forbidden): boolean => {
  const value = valueAt(service, option.split('.'));
  return is === undefined ? value !== undefined : matches(value, is);
};

/**
 * Options of a manifest that its standard forbids. Defaults count: a service without a database has `database: none`.
 * Called wherever a manifest meets its standard: by the generator of services before it writes, by sync, by the plugin.
 * @param where the manifest's path, e.g. apps/payments/service.yaml
 */
export const forbiddenOptions = (service: Service, standard: StandardData, where: string): Problem[] =>
  (standard.forbid ?? [])
    .filter((one) => (one.stack === undefined || one.stack === service.stack) && isChosen(service, one))
    .map(({ option, is, stack, reason }) => ({
      code: 'option-forbidden',
      where: `${where} › ${option}`,
      what: `${standard.name} ${standard.version} forbids ${option}${is === undefined ? '' : `: ${JSON.stringify(is)}`}${stack ? ` for ${stack}` : ''}: ${reason}`,
      fix: 'choose otherwise, or ask the makers of the standard',
    }));
