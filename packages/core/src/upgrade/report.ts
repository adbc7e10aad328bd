import type { FileOutcome } from '../reconcile/outcome';
import type { Pending } from '../reconcile/lock';
import type { Problem } from '../problem/problem';
import type { Release } from './changelog';

/**
 * What an upgrade did to one service. `upgraded`: it is on the new version · `pending`: it is, and a person has to decide
 * some places · `current`: it was there already · `failed`: nothing of it was touched.
 */
export type UpgradeStatus = 'upgraded' | 'pending' | 'current' | 'failed';

export interface ServiceUpgrade {
  readonly service: string;
  readonly status: UpgradeStatus;
  readonly standard: string;
  /** Undefined: it had no lock. */
  readonly from: string | undefined;
  readonly to: string;
  /** Files that changed. */
  readonly files: readonly Pick<FileOutcome, 'path' | 'kind'>[];
  /** Files that hold edits of the service's own, which are kept. */
  readonly kept: readonly string[];
  readonly pending: readonly Pending[];
  /** Ids of migrations that ran. */
  readonly migrations: readonly string[];
  readonly nextSteps: readonly string[];
  readonly checks: readonly string[];
  readonly problems: readonly Problem[];
}

export interface UpgradeReport {
  readonly schema: 1;
  readonly dryRun: boolean;
  readonly services: readonly ServiceUpgrade[];
  /** What the standards say of the versions that were passed, by name of the standard. */
  readonly changelogs: Readonly<Record<string, readonly Release[]>>;
}

/** The report as JSON, the same text for the same upgrade. */
export const formatUpgradeJson = (report: UpgradeReport): string => `${JSON.stringify(report, null, 2)}\n`;

/** How many services have each status. */
export function countUpgrades({ services }: UpgradeReport): Record<UpgradeStatus, number> {
  const of = (status: UpgradeStatus): number => services.filter((one) => one.status === status).length;
  return { upgraded: of('upgraded'), pending: of('pending'), current: of('current'), failed: of('failed') };
}

/** The counts as a sentence. */
export function formatUpgradeCounts(report: UpgradeReport): string {
  const { upgraded, pending, current, failed } = countUpgrades(report);
  const [waits, was] = [pending === 1 ? 'waits' : 'wait', current === 1 ? 'was' : 'were'];
  return `${upgraded} upgraded, ${pending} ${waits} for a decision, ${failed} failed, ${current} ${was} current.`;
}
