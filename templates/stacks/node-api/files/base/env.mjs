// Settings of a run outside containers. Containers get theirs from the environment and have no such files.
import { existsSync, readFileSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile('.env');

// The port is the manifest's, unless the environment or .env says another.
if (!process.env.PORT && existsSync('service.yaml')) {
  const [, port] = /^port:\s*(\d+)/m.exec(readFileSync('service.yaml', 'utf8')) ?? [];
  if (port) process.env.PORT = port;
}
