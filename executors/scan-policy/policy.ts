import { activeWaivers, isDatabaseStale, type ScanPolicy, type Standard, type Workspace } from '@org/ci-core';
import type { ScannerDatabase } from '@org/ci-toolchain';

/** ci.yaml's limit, or the standard's. */
export const maxAgeHours = (workspace: Workspace, standard: Standard): number =>
  workspace.scanner?.maxAgeHours ?? standard.gates.scan.databaseMaxAgeHours;

/** Whether a database may not judge at `now`. */
export const isStale = (updatedAt: string, limitHours: number, now: Date): boolean =>
  isDatabaseStale(updatedAt, limitHours, now.getTime());

/** Thresholds of a standard, as a policy has them. */
const gateOf = ({ gates }: Standard): ScanPolicy['gate'] => {
  const { critical, high, unknown } = gates.scan;
  return { critical, high, ...(unknown !== undefined && { unknown }) };
};

/** The policy of a service that follows another standard than ci.yaml's: its thresholds, the workspace's database. */
export const policyUnder = (policy: ScanPolicy, standard: Standard): ScanPolicy => ({
  ...policy,
  standard: { name: standard.name },
  gate: gateOf(standard),
});

/** Pure: what scans are judged by at `now`. The only place where a scan's verdict meets the clock. */
export function synthPolicy(
  input: { readonly workspace: Workspace; readonly standard: Standard; readonly scanner: string },
  database: ScannerDatabase,
  now: Date,
): ScanPolicy {
  const { workspace, standard, scanner } = input;
  const limit = maxAgeHours(workspace, standard);
  return {
    schema: 1,
    standard: { name: standard.name },
    gate: gateOf(standard),
    waivers: activeWaivers(workspace.waivers, now.toISOString().slice(0, 10)),
    database: { scanner, ...database, stale: isStale(database.updatedAt, limit, now), maxAgeHours: limit },
  };
}
