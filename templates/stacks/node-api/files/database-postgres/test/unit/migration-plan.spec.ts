import { describe, expect, it } from 'vitest';
import type { Migration } from '../../src/migrations/migration.js';
import { MigrationRefused, planMigrations } from '../../src/migrations/migration-plan.js';

const migration = (name: string): Migration => ({ name, sql: '', checksum: `sum of ${name}` });
const applied = (name: string, checksum = `sum of ${name}`, finished = true) => ({
  name,
  checksum,
  finished,
});

describe('planMigrations', () => {
  it('runs what was not applied, in order', () => {
    const plan = planMigrations([migration('1'), migration('2'), migration('3')], [applied('1')]);
    expect(plan.pending.map(({ name }) => name)).toEqual(['2', '3']);
  });

  it('accepts a database that is ahead, as after a rollback of the service', () => {
    const plan = planMigrations([migration('1')], [applied('1'), applied('2')]);
    expect(plan).toEqual({ pending: [], unknown: ['2'] });
  });

  it('refuses edited and unfinished migrations, naming each', () => {
    const plan = () =>
      planMigrations(
        [migration('1'), migration('2')],
        [applied('1', 'other'), applied('2', 'sum of 2', false)],
      );
    expect(plan).toThrow(MigrationRefused);
    expect(plan).toThrow(/1 was edited.*2 did not finish/);
  });
});
