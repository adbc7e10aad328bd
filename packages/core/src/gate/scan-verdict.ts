import type { Finding, Severity } from './finding';
import { severities } from './finding';
import type { ScanPolicy } from './policy';

export interface WaivedFinding {
  readonly finding: Finding;
  readonly owner: string;
  readonly expires: string;
}

/** The gate's answer with its reasons. */
export interface ScanVerdict {
  readonly pass: boolean;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly counted: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly reasons: readonly string[];
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

function exceeded(counts: Record<Severity, number>, gate: ScanPolicy['gate']): string[] {
  return (['critical', 'high'] as const)
    .filter((severity) => counts[severity] > gate[severity])
    .map((severity) => `${counts[severity]} ${severity} found, at most ${gate[severity]} allowed`);
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
  const stale = policy.database.stale
    ? [
        `the ${policy.database.scanner} database of ${policy.database.updatedAt} is older than ${policy.database.maxAgeHours} hours`,
      ]
    : [];
  const reasons = [...stale, ...exceeded(counts, policy.gate)];
  return { pass: reasons.length === 0, counts, counted, waived, reasons };
}
