import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's database from which tests create their own. */
    serverUrl: string;
  }
}

/** Fails early, and never skips, when there is no database to test against. */
export default async function setup(project: TestProject): Promise<void> {
  const serverUrl = process.env.DATABASE_URL;
  if (!serverUrl) throw new Error('set DATABASE_URL to a PostgreSQL whose user may create databases');
  const client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  await client.end();
  project.provide('serverUrl', serverUrl);
}
