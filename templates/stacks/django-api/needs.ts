import type { Service } from '@org/ci-core';

/** Each with what is read in the seeded source; broker and cache may share the package of Redis. */
export function needs({ cache, broker }: Service): Record<string, string> {
  return {
    ...(broker !== 'none' && { celery: `broker: ${broker}` }),
    ...(broker === 'redis' && { redis: 'broker: redis' }),
    ...(cache === 'redis' && { redis: 'cache: redis' }),
    ...(cache === 'memcached' && { pymemcache: 'cache: memcached' }),
  };
}
