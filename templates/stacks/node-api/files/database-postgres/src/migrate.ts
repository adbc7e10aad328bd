// Brings the database to this version's schema and exits. Run before the service, from the same image.
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadDatabaseConfig } from './config/config.js';
import { ConfigError } from './config/environment.js';
import { createLogger } from './logging/logger.js';
import { readMigrations } from './migrations/migration.js';
import { runMigrations } from './migrations/migration-runner.js';

const logger = createLogger('info');
// Right both in src/ and in dist/.
const folder = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

async function migrate(): Promise<void> {
  const { url } = loadDatabaseConfig(process.env);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const applied = await runMigrations(client, readMigrations(folder), logger);
    logger.info({ applied: applied.length }, 'database is up to date');
  } finally {
    await client.end();
  }
}

try {
  await migrate();
} catch (error) {
  const details = error instanceof ConfigError ? { problems: error.problems } : { err: error };
  logger.fatal(details, 'migration failed');
  process.exitCode = 1;
}
