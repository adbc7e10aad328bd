import { ConfigError, parseEnvironment, type Environment } from './environment.js';
import { readOrigins, type AllowedOrigin } from './origins.js';
import { ServerSettings } from './server-settings.js';

export interface Config {
  readonly server: ServerSettings;
  readonly origins: readonly AllowedOrigin[];
}

export function loadConfig(environment: Environment): Config {
  const server = parseEnvironment(ServerSettings, environment);
  const origins = readOrigins(environment);
  if (server.ok && origins.ok) return { server: server.value, origins: origins.value };
  throw new ConfigError([server, origins].flatMap((parsed) => (parsed.ok ? [] : parsed.problems)));
}
