import { z } from 'zod';

/** Products that a service may have behind it; also their host names in every environment. */
export const backingIds = ['postgres', 'redis', 'rabbitmq', 'memcached'] as const;
export type BackingId = (typeof backingIds)[number];

export const DatabaseChoice = z.enum(['postgres', 'none']);
export const CacheChoice = z.enum(['redis', 'memcached', 'none']);
export const BrokerChoice = z.enum(['redis', 'rabbitmq', 'none']);

const Version = z
  .string()
  .max(20)
  .regex(/^\d+(\.\d+)*$/, 'a version is digits and dots, in quotes: "17"');

/** `versions:` of a service.yaml. */
export const BackingVersions = z.partialRecord(z.enum(backingIds), Version);
