import { missingKeys, type PromotionFacts } from '@org/ci-core';
import { isCI } from 'ci-info';
import type { Task } from '../frame/task';
import { holds } from '../registry/tags';
import type { Session } from '../registry/session';
import { readEvidence } from './evidence';
import type { PromoteOptions } from './options';
import { readPublications } from './publications';
import type { Route } from './route';

/** Everything that the verdict depends on, gathered. */
export async function gatherFacts(
  task: Task<PromoteOptions>,
  session: Session,
  { digest, from, upstream, overlay }: Route,
): Promise<PromotionFacts> {
  const { workspace, service, standard, root, options } = task;
  const inRegistry = await holds(session, { ...from, digest });
  const evidence = inRegistry
    ? await readEvidence(session, root, service.name, { ...from, digest })
    : { smoke: undefined, scan: undefined };
  return {
    service: service.name,
    environments: workspace.environments,
    to: options.to,
    digest,
    upstream,
    current: overlay.state,
    publications: await readPublications(task, session, [digest, overlay.state.digest]),
    allowOlder: options.allowOlder,
    missingKeys: service.configuration && missingKeys(service, options.to),
    inRegistry,
    ...evidence,
    gates: standard.gates,
    databaseMaxAgeHours: workspace.scanner?.maxAgeHours ?? standard.gates.scan.databaseMaxAgeHours,
    waivers: workspace.waivers,
    inCi: isCI,
    now: Date.now(),
  };
}
