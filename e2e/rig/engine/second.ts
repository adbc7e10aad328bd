import { readFileSync } from 'node:fs';
import { ProblemError } from '@org/ci-core';
import type { Neighbour } from './network.js';
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

/** The engine beside ours, if there is one, by the bridge that its configuration names. */
export function neighbour(configFile: string): Neighbour | undefined {
  const other = otherEngine(configFile);
  return other && { bridge: configurationOf(other.commandLine).bridge };
}

/** Where an engine with a configuration file of its own listens. */
const hostOf = (commandLine: string): string | undefined => configurationOf(commandLine).hosts?.[0];

interface Configuration {
  readonly hosts?: readonly string[];
  readonly bridge?: string;
}

function configurationOf(commandLine: string): Configuration {
  const file = /--config-file[ =](\S+)/.exec(commandLine)?.[1];
  try {
    return file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Configuration);
  } catch {
    return {};
  }
}
