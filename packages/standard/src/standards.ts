import { ok, type Result, type Service, type Standard, type Workspace } from '@org/ci-core';
import { tryStandard } from './load';

/** The standards of a workspace: services may follow others than ci.yaml's. */
export interface Standards {
  /** The one of ci.yaml. The workspace's own files follow it. */
  readonly workspace: Standard;
  /** The one that a service follows. `file` is its manifest's path, for problems. */
  of(service: Pick<Service, 'standard'>, file: string): Result<Standard>;
}

/**
 * Loads the standard of ci.yaml; those of services when they are asked for, each once.
 * Usage: `const standards = unwrap(loadStandards(root, workspace))`, then `standards.workspace` for the workspace's files,
 * and `standardFor(standards, service, 'apps/payments/service.yaml')` for everything of a service.
 * @param root absolute path of the workspace
 */
export function loadStandards(
  root: string,
  { standard: reference }: Pick<Workspace, 'standard'>,
): Result<Standards> {
  const own = tryStandard(root, reference);
  return own.ok ? ok(standardsAround(root, own.value)) : own;
}

function standardsAround(root: string, workspace: Standard): Standards {
  const loaded = new Map<string, Result<Standard>>();
  const load = (name: string, version: string | undefined, file: string): Result<Standard> => {
    const key = `${name}@${version ?? '*'}`;
    const known = loaded.get(key);
    if (known?.ok) return known;
    const result = tryStandard(root, { name, version }, `${file} › standard`);
    loaded.set(key, result);
    return result;
  };
  return {
    workspace,
    of: ({ standard }, file) => (standard ? load(standard.name, standard.version, file) : ok(workspace)),
  };
}

/** The standard that a service follows: the one that its service.yaml names, else ci.yaml's. */
export const standardFor = (
  standards: Standards,
  service: Pick<Service, 'standard'>,
  file: string,
): Result<Standard> => standards.of(service, file);
