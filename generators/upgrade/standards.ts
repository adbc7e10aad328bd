import { ok, unwrap, type Result, type Service, type Standard, type Workspace } from '@org/ci-core';
import { loadStandards, tryStandard, type Standards } from '@org/ci-standard';
import { fetchStandard } from './fetch';

/** The standard that services move to, and everything that the workspace follows then. */
export interface TargetStandards {
  readonly target: Standard;
  /** The one that is installed, where there is one: an older target does not know its migrations. */
  readonly left: Standard | undefined;
  readonly standards: Standards;
  /** It is not what is installed. */
  readonly isFetched: boolean;
}

/** The installed one, whatever range the manifests ask for: the upgrade widens it. */
const installed = (root: string, name: string): Result<Standard> => tryStandard(root, { name });

/** Services that name the target's package get the target; the others what they had. */
function around(root: string, target: Standard, workspace: Workspace): Standards {
  const own = workspace.standard.name;
  const base = own === target.name ? target : unwrap(installed(root, own));
  const rest = loadStandards(root, { standard: { name: own, version: '*' } });
  const of = (service: Pick<Service, 'standard'>, file: string): Result<Standard> => {
    if ((service.standard?.name ?? own) === target.name) return ok(target);
    return rest.ok ? rest.value.of(service, file) : ok(base);
  };
  return { workspace: base, of };
}

/**
 * @param root absolute path of the workspace
 * @throws ProblemError where the version can neither be found in the workspace nor be fetched
 */
export async function targetStandards(
  root: string,
  workspace: Workspace,
  name: string,
  to: string | undefined,
): Promise<TargetStandards> {
  const present = installed(root, name);
  const isFetched = to !== undefined && !(present.ok && present.value.version === to);
  const target = isFetched ? await fetchStandard(root, name, to) : unwrap(present);
  const left = present.ok ? present.value : undefined;
  return { target, left, standards: around(root, target, workspace), isFetched };
}
