import { readDatabaseSettings, type DatabaseSettings } from './database-settings.js';
import { ConfigError, parseEnvironment, type Environment } from './environment.js';
import { ServerSettings } from './server-settings.js';

export interface Config {
  readonly server: ServerSettings;
  readonly database: DatabaseSettings;
}

export function loadConfig(environment: Environment): Config {
  const server = parseEnvironment(ServerSettings, environment);
  const database = readDatabaseSettings(environment);
  if (server.ok && database.ok) return { server: server.value, database: database.value };
  throw new ConfigError([server, database].flatMap((parsed) => (parsed.ok ? [] : parsed.problems)));
}

/** What the migration needs: the database, and nothing of the server. */
export function loadDatabaseConfig(environment: Environment): DatabaseSettings {
  const database = readDatabaseSettings(environment);
  if (database.ok) return database.value;
  throw new ConfigError(database.problems);
}
