import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { readDatabaseSettings } from '../../src/config/database-settings.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's database from which tests create their own. */
    serverUrl: string;
  }
}

/** Fails early, and never skips, when there is no database to test against. */
export default async function setup(project: TestProject): Promise<void> {
  const settings = readDatabaseSettings(process.env);
  if (!settings.ok) {
    const problems = settings.problems.join('\n  - ');
    throw new Error(`The tests need a PostgreSQL whose user may create databases:\n  - ${problems}`);
  }
  const serverUrl = settings.value.url;
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.end();
  project.provide('serverUrl', serverUrl);
}
