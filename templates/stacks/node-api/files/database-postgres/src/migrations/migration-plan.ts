import type { Migration } from './migration.js';

/** A row of `_prisma_migrations` that was not rolled back. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

export interface MigrationPlan {
  readonly pending: readonly Migration[];
  /** Applied, but not among this version's files: normal after a rollback of the service. */
  readonly unknown: readonly string[];
}

export class MigrationRefused extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`no migration was run: ${problems.join('; ')}`);
    this.name = 'MigrationRefused';
  }
}

/** Decides what to run. Throws where running anything would build on a state that nobody knows. */
export function planMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): MigrationPlan {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const problems = applied.flatMap(({ name, checksum, finished }) => {
    const migration = known.get(name);
    if (!finished) return [`${name} did not finish; repair the database, then "prisma migrate resolve"`];
    if (migration && migration.checksum !== checksum) return [`${name} was edited after it had been applied`];
    return [];
  });
  if (problems.length > 0) throw new MigrationRefused(problems);

  const done = new Set(applied.map(({ name }) => name));
  return {
    pending: migrations.filter(({ name }) => !done.has(name)),
    unknown: [...done].filter((name) => !known.has(name)),
  };
}
