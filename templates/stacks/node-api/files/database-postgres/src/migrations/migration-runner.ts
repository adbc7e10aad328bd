import type { ClientBase } from 'pg';
import type { Logger } from 'pino';
import type { Migration } from './migration.js';
import { planMigrations } from './migration-plan.js';
import { lockMigrations, readAppliedMigrations, recordApplied, recordRolledBack } from './migration-table.js';

const lockWaitMs = 60_000;

export class MigrationFailed extends Error {
  constructor(name: string, cause: unknown) {
    super(`migration ${name} failed and was rolled back`, { cause });
    this.name = 'MigrationFailed';
  }
}

/** Applies what is pending, one at a time over all runners. Returns the names that it applied. */
export async function runMigrations(
  client: ClientBase,
  migrations: readonly Migration[],
  logger: Pick<Logger, 'info' | 'warn'>,
): Promise<string[]> {
  await lockMigrations(client, lockWaitMs);
  const plan = planMigrations(migrations, await readAppliedMigrations(client));
  if (plan.unknown.length > 0) {
    logger.warn({ migrations: plan.unknown }, 'the database is ahead of this version');
  }
  for (const migration of plan.pending) {
    await apply(client, migration);
    logger.info({ migration: migration.name }, 'migration applied');
  }
  return plan.pending.map(({ name }) => name);
}

/** The migration and its record are one transaction: killed in the middle, neither is there. */
async function apply(client: ClientBase, migration: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await recordApplied(client, migration, startedAt);
    await client.query('COMMIT');
  } catch (error) {
    await rollBack(client, migration, startedAt, error);
    throw new MigrationFailed(migration.name, error);
  }
}

async function rollBack(
  client: ClientBase,
  migration: Migration,
  startedAt: Date,
  cause: unknown,
): Promise<void> {
  try {
    await client.query('ROLLBACK');
    await recordRolledBack(client, migration, startedAt, String(cause));
  } catch {
    // The connection is gone: the server has rolled back by itself, and the first error is the one to report.
  }
}
