import { createHash } from 'node:crypto';
import {
  formatLock,
  ok,
  parseService,
  planSync,
  unwrap,
  Workspace,
  type Pending,
  type Standard,
  type SyncPlan,
} from '@org/ci-core';
import { examplePins } from '@org/ci-templates';

/** A workspace in memory: path → text. */
export type Disk = Map<string, string>;

export const directory = 'apps/payments';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Plans and carries out what sync does, or an upgrade of everything. */
export function synchronize(disk: Disk, standard: Standard, isUpgrade: boolean): SyncPlan {
  const manifest = disk.get(`${directory}/service.yaml`) ?? '';
  const plan = planSync({
    workspace: Workspace.parse({
      standard: { name: standard.name, version: standard.version },
      registry: 'ghcr.io/acme',
      environments: [{ name: 'staging' }, { name: 'production', production: true }],
    }),
    standardFor: () => ok(standard),
    engine: () => 'test',
    pins: examplePins(standard),
    found: [{ service: unwrap(parseService(manifest, 'service.yaml')), directory }],
    complete: true,
    locked: ['payments'].filter((name) => disk.has(`.ci/lock/${name}.json`)),
    ...(isUpgrade && { upgrade: new Set(['ci', 'payments']) }),
    today: '2026-11-21',
    exists: (path) => disk.has(path),
    read: (path) => disk.get(path),
    hash: sha256,
  });
  for (const { path, writes, deletes, lock } of plan.plans) {
    for (const write of writes) disk.set(write.path, write.text);
    for (const one of deletes) disk.delete(one);
    if (lock) disk.set(path, formatLock(lock));
  }
  return plan;
}

export const pendingOf = ({ plans }: SyncPlan): Pending[] => plans.flatMap(({ lock }) => lock?.pending ?? []);

/** A manifest of the default standard; of node-api where nothing else is said. */
export const manifestOf = (fields: object): string =>
  JSON.stringify({ name: 'payments', stack: 'node-api', ...fields });
