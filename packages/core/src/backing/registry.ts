import type { BackingId } from '../manifest/backing-choice';
import type { Service } from '../manifest/service';
import type { Backing } from './backing';
import { memcached } from './memcached';
import { postgres } from './postgres';
import { rabbitmq } from './rabbitmq';
import { redis } from './redis';

/** Ordered as they are started and listed. */
export const backings: readonly Backing[] = [postgres, redis, rabbitmq, memcached];

/** What a service needs a product for. */
export const roles = ['database', 'cache', 'broker'] as const;
export type Role = (typeof roles)[number];

/** The products that a service has behind it, each once. */
export function backingsOf(service: Service): Backing[] {
  const chosen = new Set(roles.map((role) => service[role]));
  return backings.filter(({ id }) => chosen.has(id));
}

/** Purpose of a product's image among the standard's pins: `postgres`, or `postgres-16` where the service says a version. */
export function backingPurpose({ versions }: Service, id: BackingId): string {
  const version = versions?.[id];
  return version === undefined ? id : `${id}-${version}`;
}
