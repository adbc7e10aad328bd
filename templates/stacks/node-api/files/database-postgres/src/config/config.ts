import { readDatabaseSettings, type DatabaseSettings } from './database-settings.js';
import { ConfigError, parseEnvironment, type Environment } from './environment.js';
import { readOrigins, type AllowedOrigin } from './origins.js';
import { ServerSettings } from './server-settings.js';

export interface Config {
  readonly server: ServerSettings;
  readonly origins: readonly AllowedOrigin[];
  readonly database: DatabaseSettings;
}

export function loadConfig(environment: Environment): Config {
  const server = parseEnvironment(ServerSettings, environment);
  const origins = readOrigins(environment);
  const database = readDatabaseSettings(environment);
  if (server.ok && origins.ok && database.ok)
    return { server: server.value, origins: origins.value, database: database.value };
  throw new ConfigError([server, origins, database].flatMap((parsed) => (parsed.ok ? [] : parsed.problems)));
}

/** What the migration needs: the database, and nothing of the server. */
export function loadDatabaseConfig(environment: Environment): DatabaseSettings {
  const database = readDatabaseSettings(environment);
  if (database.ok) return database.value;
  throw new ConfigError(database.problems);
}
