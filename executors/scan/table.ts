import { severities, type Finding, type ScanPolicy, type ScanVerdict } from '@org/ci-core';
import { sortFindings } from './findings';

/** Rows that a terminal shows; the report has all of them. */
const shown = 25;

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text;

function formatRows(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

const rowOf = (finding: Finding): string[] => [
  finding.severity,
  finding.id,
  cut(`${finding.package} ${finding.version}`, 48),
  finding.fixedVersion === undefined ? 'no fix yet' : `→ ${cut(finding.fixedVersion, 30)}`,
  finding.source,
];

function countedLines(counted: readonly Finding[]): string[] {
  const rows = sortFindings(counted).map(rowOf);
  const more = rows.length - shown;
  return [
    ...(rows.length === 0 ? [] : formatRows(rows.slice(0, shown))),
    ...(more > 0 ? [`  … and ${more} more, all of them in the report`] : []),
  ];
}

function waivedLines(verdict: ScanVerdict): string[] {
  if (verdict.waived.length === 0) return [];
  const rows = verdict.waived.map(({ finding, owner, expires }) => [
    finding.severity,
    finding.id,
    cut(`${finding.package} ${finding.version}`, 48),
    `waived by ${cut(owner, 40)} until ${expires}`,
  ]);
  return [`${rows.length} waived:`, ...formatRows(rows)];
}

const formatCounts = (counts: ScanVerdict['counts']): string =>
  severities.map((severity) => `${counts[severity]} ${severity}`).join(' · ');

/** Nobody has rated them: a pass is no word about them unless the gate has a number for them. */
const unratedLines = ({ gate }: ScanPolicy, { counts }: ScanVerdict): string[] =>
  counts.unknown > 0 && gate.unknown === undefined
    ? [`note: ${counts.unknown} have no severity yet and close no gate (gates.scan.unknown of the standard)`]
    : [];

const formatGate = ({ gate: { critical, high, unknown } }: ScanPolicy): string =>
  [
    `critical ≤ ${critical}`,
    `high ≤ ${high}`,
    ...(unknown === undefined ? [] : [`unknown ≤ ${unknown}`]),
  ].join(', ');

/** What people read of a scan: counts, what counts, what is waived, by which database and gate. */
export function formatScan(
  policy: ScanPolicy,
  verdict: ScanVerdict,
  scanned: readonly string[],
  notes: readonly string[],
): string[] {
  const { scanner, updatedAt } = policy.database;
  return [
    `${formatCounts(verdict.counts)} in ${scanned.join(', ')}`,
    ...countedLines(verdict.counted),
    ...waivedLines(verdict),
    ...unratedLines(policy, verdict),
    ...notes.map((note) => `note: ${note}`),
    `gate: ${formatGate(policy)} · ${scanner} database of ${updatedAt}`,
  ];
}
