import type { Service } from '../manifest/service';
import type { Problem } from '../problem/problem';
import { lockPath, parseLock } from '../reconcile/lock';
import { forbiddenOptions } from '../standard/forbidden';
import type { StandardData } from '../standard/data';
import { isBehind } from './behind';

type Named = Pick<StandardData, 'name' | 'version'>;

/**
 * Whether a service stays on another version of its standard than the given one: what this one demands of it is a matter
 * of its upgrade.
 * @param lock text of its lock; undefined where there is none
 */
export function isHeld(service: Service, { name, version }: Named, lock: string | undefined): boolean {
  const parsed = parseLock(lock ?? '', lockPath(service.name));
  return parsed.ok && isBehind({ standard: { name, version } }, parsed.value);
}

/**
 * Options that a service's standard forbids it today: none to one that stays on another version of it.
 * @param where the manifest's path
 * @param readLock asked only where something is forbidden
 */
export function forbiddenToday(
  service: Service,
  standard: StandardData,
  where: string,
  readLock: () => string | undefined,
): Problem[] {
  const problems = forbiddenOptions(service, standard, where);
  return problems.length > 0 && isHeld(service, standard, readLock()) ? [] : problems;
}
