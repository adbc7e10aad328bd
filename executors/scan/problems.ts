import type { Finding, Problem, ScanPolicy, ScanVerdict } from '@org/ci-core';
import { sortFindings } from './findings';

const named = 5;

function remedyOf(finding: Finding): string {
  const what = `${finding.package} ${finding.version}`;
  return finding.fixedVersion === undefined ? what : `${what} → ${finding.fixedVersion}`;
}

/** Why the gate is closed, one problem per reason, with the versions that open it. */
export function gateProblems(where: string, verdict: ScanVerdict): Problem[] {
  const worst = sortFindings(verdict.counted).filter(
    ({ severity }) => severity === 'critical' || severity === 'high',
  );
  const remedies = [...new Set(worst.map(remedyOf))];
  const more = remedies.length > named ? ` and ${remedies.length - named} more` : '';
  const upgrade = `upgrade ${remedies.slice(0, named).join(', ')}${more}, or accept them with dated waivers in ci.yaml`;
  return verdict.reasons.map(({ kind, what }) =>
    kind === 'database-stale'
      ? {
          code: 'scanner-database-stale',
          where,
          what,
          fix: 'run ci:scan-policy where the database or its mirror (ci.yaml › scanner.database) can be reached',
        }
      : { code: 'scan-gate', where, what, fix: upgrade },
  );
}

/** Seen nothing is not the same as found nothing. */
export const nothingRecognised = (source: string): Problem => ({
  code: 'scan-blind',
  where: source,
  what: 'the scanner recognised no package in it, so that it cannot say anything about it',
  fix: 'keep the package database of the base image (var/lib/dpkg) or use a base that the scanner knows',
});

export const databaseChanged = (policy: ScanPolicy, seen: string): Problem => ({
  code: 'scanner-database-changed',
  where: policy.database.scanner,
  what: `the policy was written for the database of ${policy.database.updatedAt}, here is ${seen}`,
  fix: 'run ci:scan-policy again on this machine',
});

export const noReport = (subject: string): Problem => ({
  code: 'scanner-output',
  where: subject,
  what: 'the scanner ended well and left no report',
  fix: 'run the scan again; if it stays, use the version of the scanner that the standard names',
});
