import { PrismaPg } from '@prisma/adapter-pg';
import type { DatabaseSettings } from '../config/database-settings.js';
import { PrismaClient } from '../generated/prisma/client.js';
import type { Dependency } from '../lifecycle/dependency.js';

export type Database = PrismaClient;

/** Connects lazily: an unreachable database shows in readiness, not as a crash at start. */
export function openDatabase({ url, poolSize }: DatabaseSettings): Database {
  const adapter = new PrismaPg({ connectionString: url, max: poolSize, connectionTimeoutMillis: 5_000 });
  return new PrismaClient({ adapter });
}

export function databaseDependency(database: Database): Dependency {
  return {
    name: 'database',
    check: async () => {
      await database.$queryRaw`SELECT 1`;
    },
    close: () => database.$disconnect(),
  };
}
