import type { Finding, Severity } from './finding';
import { severities } from './finding';
import type { ScanPolicy } from './policy';

export interface WaivedFinding {
  readonly finding: Finding;
  readonly owner: string;
  readonly expires: string;
}

/** Why a gate is closed: the database may not judge, or more of a severity than is allowed. */
export interface ScanReason {
  readonly kind: 'database-stale' | 'too-many';
  /** For people. */
  readonly what: string;
}

/** The gate's answer with its reasons. */
export interface ScanVerdict {
  readonly pass: boolean;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly counted: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly reasons: readonly ScanReason[];
}

const key = (finding: Finding): string => `${finding.id}\n${finding.package}\n${finding.version}`;

const rank = ({ severity }: Finding): number => severities.indexOf(severity);

/** The same advisory on the same package is one finding, wherever it was seen: the worst of what was said of it. */
function distinct(findings: readonly Finding[]): Finding[] {
  const worst = new Map<string, Finding>();
  for (const finding of findings) {
    const known = worst.get(key(finding));
    if (!known || rank(finding) < rank(known)) worst.set(key(finding), finding);
  }
  return [...worst.values()];
}

function waiverFor(finding: Finding, service: string, policy: ScanPolicy) {
  return policy.waivers.find(
    (waiver) =>
      waiver.vulnerability === finding.id &&
      (waiver.service === undefined || waiver.service === service) &&
      (waiver.package === undefined || waiver.package === finding.package),
  );
}

function outdated({ database }: ScanPolicy): ScanReason[] {
  const { scanner, updatedAt, maxAgeHours, stale } = database;
  const what = `the ${scanner} database of ${updatedAt} is older than ${maxAgeHours} hours`;
  return stale ? [{ kind: 'database-stale', what }] : [];
}

function exceeded(counts: Record<Severity, number>, gate: ScanPolicy['gate']): ScanReason[] {
  return (['critical', 'high', 'unknown'] as const)
    .filter((severity) => counts[severity] > (gate[severity] ?? Infinity))
    .map((severity) => ({
      kind: 'too-many',
      what: `${counts[severity]} ${severity} found, at most ${gate[severity] ?? 0} allowed`,
    }));
}

/** Pure: policy and findings → verdict. Waivers in the policy are those that hold today. */
export function judgeScan(policy: ScanPolicy, service: string, findings: readonly Finding[]): ScanVerdict {
  const counted: Finding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of distinct(findings)) {
    const waiver = waiverFor(finding, service, policy);
    if (waiver) waived.push({ finding, owner: waiver.owner, expires: waiver.expires });
    else counted.push(finding);
  }
  const counts = Object.fromEntries(
    severities.map((s) => [s, counted.filter(({ severity }) => severity === s).length]),
  ) as Record<Severity, number>;
  const reasons = [...outdated(policy), ...exceeded(counts, policy.gate)];
  return { pass: reasons.length === 0, counts, counted, waived, reasons };
}
