import { hostname } from 'node:os';
import { sha256 } from '../frame/sha256';

/** Labels by which a later run finds what a killed one left behind. */
export const ownerLabel = 'org.ci.smoke.owner';
export const processLabel = 'org.ci.smoke.process';

/**
 * A service of a workspace on a host: runs of other workspaces are not ours to remove, nor those of other containers that
 * share this engine: their process ids say nothing here.
 */
export const ownerOf = (root: string, service: string, host = hostname()): string =>
  sha256(`${host}\n${root}\n${service}`).slice(0, 16);

export interface Names {
  readonly network: string;
  readonly migration: string;
  readonly service: string;
  /** Of a backing service or a process beside the server. */
  readonly beside: (name: string) => string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Names of everything that a run creates. `run` is random, hexadecimal. */
export function namesOf(service: string, run: string, owner: string, pid: number): Names {
  const prefix = `smoke-${service}-${run}`;
  return {
    network: prefix,
    migration: `${prefix}-migrate`,
    service: `${prefix}-service`,
    beside: (name) => `${prefix}-${name}`,
    labels: { [ownerLabel]: owner, [processLabel]: String(pid) },
  };
}
