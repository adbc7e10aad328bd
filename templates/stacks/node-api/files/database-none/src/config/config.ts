import { ConfigError, parseEnvironment, type Environment } from './environment.js';
import { ServerSettings } from './server-settings.js';

export interface Config {
  readonly server: ServerSettings;
}

export function loadConfig(environment: Environment): Config {
  const server = parseEnvironment(ServerSettings, environment);
  if (!server.ok) throw new ConfigError(server.problems);
  return { server: server.value };
}
