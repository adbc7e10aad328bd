import path from 'node:path';
import {
  driftFindings,
  isKubernetesObject,
  lockedServices,
  nameDifferences,
  notesOf,
  ok,
  overdue,
  parsePins,
  parseService,
  pinsPath,
  planSync,
  unwrap,
  type DriftFinding,
  type FoundService,
  type Problem,
  type SyncInput,
} from '@org/ci-core';
import { engineOf, loadStandards, standardFor } from '@org/ci-standard';
import type { WorkspaceTask } from '../frame/task';
import { sha256 } from '../frame/sha256';
import { fileReader, filesIn, isFile } from './disk';

type Look = Pick<WorkspaceTask<unknown>, 'root' | 'graph' | 'workspace'>;

interface Found {
  readonly services: FoundService[];
  readonly problems: Problem[];
}

/** Services are projects that Nx knows: those with a manifest. */
function findServices({ graph }: Look, read: (file: string) => string | undefined): Found {
  const found: Found = { services: [], problems: [] };
  for (const directory of Object.values(graph.nodes).map(({ data }) => data.root)) {
    const file = path.posix.join(directory, 'service.yaml');
    const text = read(file);
    if (text === undefined || isKubernetesObject(text)) continue;
    const parsed = parseService(text, file);
    if (parsed.ok) found.services.push({ service: parsed.value, directory });
    else found.problems.push(...parsed.problems);
  }
  found.services.sort((a, b) => (a.service.name < b.service.name ? -1 : 1));
  return found;
}

/** Everything that sync would change or cannot decide, and what is old. `now`: waivers and pins are judged by it. */
export function lookForDrift(task: Look, now: Date): DriftFinding[] {
  const { root, workspace } = task;
  const standards = unwrap(loadStandards(root, workspace));
  const read = fileReader(root);
  const { services, problems } = findServices(task, read);
  const pins = unwrap(parsePins(read(pinsPath)));
  const today = now.toISOString().slice(0, 10);
  const input: SyncInput = {
    workspace,
    standardFor: (one) =>
      one ? standardFor(standards, one.service, `${one.directory}/service.yaml`) : ok(standards.workspace),
    engine: (standard) => engineOf(root, standard),
    pins,
    found: services,
    complete: problems.length === 0,
    locked: lockedServices(filesIn(root, '.ci/lock')),
    today,
    exists: (file) => isFile(root, file),
    read,
    hash: sha256,
  };
  const plan = planSync(input);
  return driftFindings({
    plans: plan.plans,
    problems: [
      ...problems,
      ...plan.problems,
      ...nameDifferences(services, read),
      ...overdue({
        workspace,
        standard: standards.workspace,
        services: problems.length === 0 ? services.map(({ service }) => service.name) : undefined,
        pins,
        now,
      }),
    ],
    notes: notesOf(input),
    services: new Map(services.map(({ service, directory }) => [directory, service.name])),
    read,
  });
}
