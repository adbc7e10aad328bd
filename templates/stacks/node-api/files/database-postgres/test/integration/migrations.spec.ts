import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMigrations, type Migration } from '../../src/migrations/migration.js';
import { runMigrations } from '../../src/migrations/migration-runner.js';
import { createScratchDatabase, type ScratchDatabase } from './scratch-database.js';

const logger = pino({ level: 'silent' });
const broken: Migration = {
  name: '99999999999999_broken',
  sql: 'CREATE TABLE left_over (); SELECT nope;',
  checksum: 'a',
};

describe('runMigrations', () => {
  let database: ScratchDatabase;

  beforeEach(async () => {
    database = await createScratchDatabase();
  });
  afterEach(() => database.drop());

  async function run(migrations: readonly Migration[]): Promise<string[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return await runMigrations(client, migrations, logger);
    } finally {
      await client.end();
    }
  }

  it('applies all migrations once', async () => {
    const migrations = readMigrations('prisma/migrations');
    expect(await run(migrations)).toEqual(migrations.map(({ name }) => name));
    expect(await run(migrations)).toEqual([]);
  });

  it('lets one of two runners work while the other waits', async () => {
    const migrations = readMigrations('prisma/migrations');
    const runs = await Promise.all([run(migrations), run(migrations)]);
    expect(runs.flat()).toEqual(migrations.map(({ name }) => name));
  });

  it('rolls a failed migration back, says so in the table, and runs its correction', async () => {
    await expect(run([broken])).rejects.toThrow('99999999999999_broken failed and was rolled back');
    expect(await database.query("SELECT to_regclass('left_over') AS table")).toEqual([{ table: null }]);
    const records =
      'SELECT finished_at, rolled_back_at IS NOT NULL AS rolled_back, logs FROM _prisma_migrations';
    expect(await database.query(records)).toEqual([
      { finished_at: null, rolled_back: true, logs: 'error: column "nope" does not exist' },
    ]);

    const corrected = { ...broken, sql: 'CREATE TABLE left_over ();', checksum: 'b' };
    expect(await run([corrected])).toEqual([broken.name]);
  });
});
