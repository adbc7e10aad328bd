import { readFileSync } from 'node:fs';
import { ProblemError } from '@org/ci-core';
import { runningPrograms, sharesNetwork, type Running } from '../os/proc.js';

/** A dockerd in our network namespace that was started with another configuration file. */
export function otherEngine(configFile: string): Running | undefined {
  return runningPrograms().find(
    ({ pid, name, commandLine }) =>
      name === 'dockerd' && !commandLine.includes(configFile) && sharesNetwork(pid),
  );
}

/** Two engines in one network namespace wipe out each other's firewall rules, so the second must not start. */
export function refuseSecondEngine(configFile: string): void {
  const other = otherEngine(configFile);
  if (!other) return;
  const host = hostOf(other.commandLine);
  throw new ProblemError({
    code: 'RIG_SECOND_ENGINE',
    where: `pid ${other.pid}: ${other.commandLine.trim()}`,
    what: 'a Docker engine runs here already; two in one network namespace wipe out each other’s firewall rules',
    fix: `use that one (${host ? `export DOCKER_HOST=${host}` : 'set DOCKER_HOST, or join the group docker'}), or stop it`,
  });
}

/** Where an engine with a configuration file of its own listens. */
function hostOf(commandLine: string): string | undefined {
  const file = /--config-file[ =](\S+)/.exec(commandLine)?.[1];
  try {
    return file && (JSON.parse(readFileSync(file, 'utf8')) as { hosts?: string[] }).hosts?.[0];
  } catch {
    return undefined;
  }
}
