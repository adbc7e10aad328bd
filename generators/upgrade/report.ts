import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  isDocument,
  releasesBetween,
  type FileWrite,
  type LockPlan,
  type Problem,
  type Release,
  type ServiceUpgrade,
  type Standard,
  type UpgradeStatus,
} from '@org/ci-core';
import type { MigratedService } from './migrate';

/** What is known of one service after its upgrade was planned. */
export interface Upgraded {
  readonly service: string;
  readonly from: string | undefined;
  /** Undefined: it could not be planned. */
  readonly plan: LockPlan | undefined;
  readonly migrated: MigratedService;
  readonly problems: readonly Problem[];
}

function statusOf({ plan, problems, migrated, from }: Upgraded, to: string): UpgradeStatus {
  if (!plan || migrated.problems.length > 0 || problems.length > 0) return 'failed';
  const waits = plan.lock?.pending.some(({ kind }) => kind !== 'proposed') ?? false;
  if (waits) return 'pending';
  return from === to && plan.writes.length === 0 && plan.deletes.length === 0 ? 'current' : 'upgraded';
}

/** What a plan that is carried out has passed: those that it would make unreadable are not. */
function checksOf(writes: readonly FileWrite[]): string[] {
  const { length } = writes.filter(isDocument);
  return length === 0 ? [] : [`every YAML and JSON file that was written can be read (${length})`];
}

/** One service of the report. */
export function reportService(one: Upgraded, { name, version }: Standard): ServiceUpgrade {
  const { service, from, plan, migrated, problems } = one;
  const outcomes = plan?.outcomes ?? [];
  const status = statusOf(one, version);
  const isMoved = status !== 'failed';
  return {
    service,
    status,
    standard: name,
    from,
    to: version,
    files: outcomes.filter(({ kind }) => kind !== 'kept').map(({ path, kind }) => ({ path, kind })),
    kept: outcomes.filter(({ isEdited }) => isEdited).map(({ path }) => path),
    pending: plan?.lock?.pending ?? [],
    migrations: isMoved ? migrated.migrations : [],
    nextSteps: isMoved ? migrated.nextSteps : [],
    checks: checksOf(plan?.writes ?? []),
    problems: [...migrated.problems, ...problems],
  };
}

/** Folder of a standard's package, where it is installed or was fetched to. */
function packageFolder(roots: readonly string[], name: string): string | undefined {
  for (const root of roots) {
    try {
      return dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`));
    } catch {
      continue;
    }
  }
  return undefined;
}

/** What the standard's changelog says of the versions that are passed; nothing where it has none. */
export function readReleases(
  roots: readonly string[],
  { name, version }: Standard,
  from: string | undefined,
): readonly Release[] {
  const folder = packageFolder(roots, name);
  if (folder === undefined || from === undefined) return [];
  try {
    return releasesBetween(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'), from, version);
  } catch {
    return [];
  }
}
