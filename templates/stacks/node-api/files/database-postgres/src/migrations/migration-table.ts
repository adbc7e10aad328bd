import { randomUUID } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Migration } from './migration.js';
import type { AppliedMigration } from './migration-plan.js';

// Prisma's own table and lock, so that its CLI and this runner agree with and wait for each other.
const lockId = 72_707_369;
const createTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/** Holds the lock until the connection ends; waits for another runner for `waitMs` at most. */
export async function lockMigrations(client: ClientBase, waitMs: number): Promise<void> {
  await client.query(`SET lock_timeout = ${String(waitMs)}`);
  await client.query('SELECT pg_advisory_lock($1)', [lockId]);
}

export async function readAppliedMigrations(client: ClientBase): Promise<AppliedMigration[]> {
  await client.query(createTable);
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  return rows;
}

export async function recordApplied(
  client: ClientBase,
  { name, checksum }: Migration,
  startedAt: Date,
): Promise<void> {
  await client.query(
    `INSERT INTO "_prisma_migrations"
       (id, migration_name, checksum, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
    [randomUUID(), name, checksum, startedAt],
  );
}

export async function recordRolledBack(
  client: ClientBase,
  { name, checksum }: Migration,
  startedAt: Date,
  logs: string,
): Promise<void> {
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, migration_name, checksum, started_at, rolled_back_at, logs)
     VALUES ($1, $2, $3, $4, clock_timestamp(), $5)`,
    [randomUUID(), name, checksum, startedAt, logs],
  );
}
