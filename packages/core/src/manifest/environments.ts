import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { Service } from './service';
import type { Workspace } from './workspace';

/** Environments that a manifest gives values for and that ci.yaml does not have. `source` is the manifest's path. */
export function unknownEnvironments(service: Service, workspace: Workspace, source: string): Problem[] {
  const known = workspace.environments.map(({ name }) => name);
  return Object.keys(service.environments ?? {})
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'environment-unknown',
      where: `${source} › environments.${name}`,
      what: `ci.yaml has no environment ${name}`,
      fix: suggest(name, known),
    }));
}
