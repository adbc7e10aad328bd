import type { Finding, ScanPolicy, ScanReceipt, ScanVerdict } from '@org/ci-core';
import { sortFindings } from './findings';

export interface Scanned {
  readonly service: string;
  /** Of the image receipt: what the verdict is about. */
  readonly digest: string;
  /** Every platform of the image, and the lock file. */
  readonly scanned: readonly string[];
  readonly findings: readonly Finding[];
}

/** What is written of a scan. No time of day in it: everything dated comes from the policy. */
export function synthScanReceipt(seen: Scanned, policy: ScanPolicy, verdict: ScanVerdict): ScanReceipt {
  const order = new Map(
    sortFindings(verdict.waived.map(({ finding }) => finding)).map((each, at) => [each, at]),
  );
  return {
    schema: 1,
    service: seen.service,
    digest: seen.digest,
    pass: verdict.pass,
    policy,
    scanned: [...seen.scanned],
    findings: sortFindings(seen.findings),
    waived: [...verdict.waived].sort((a, b) => (order.get(a.finding) ?? 0) - (order.get(b.finding) ?? 0)),
    reasons: verdict.reasons.map(({ what }) => what),
  };
}
