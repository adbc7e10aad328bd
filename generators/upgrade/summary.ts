import { formatUpgradeCounts, type ServiceUpgrade, type UpgradeReport } from '@org/ci-core';

const marks = { upgraded: '✓', pending: '?', current: '=', failed: '✗' };

const line = ({ service, status, from, to, files, kept, pending }: ServiceUpgrade): string => {
  const facts = [
    files.length === 1 ? '1 file' : `${files.length} files`,
    ...(kept.length > 0 ? [`${kept.length} with edits kept`] : []),
    ...(pending.length > 0 ? [`${pending.length} to decide`] : []),
  ];
  return `  ${marks[status]} ${service}  ${from ?? 'new'} → ${to}  ${facts.join(', ')}`;
};

/** More would scroll the summary away; the report has them all. */
const most = 40;

/** What an upgrade did, for a terminal. What needs somebody comes first. */
export function formatUpgradeSummary(report: UpgradeReport, path: string): string {
  const order = ['failed', 'pending', 'upgraded', 'current'];
  const sorted = report.services.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  const shown = sorted.filter(({ status }) => status !== 'current').slice(0, most);
  const hidden = sorted.filter(({ status }) => status !== 'current').length - shown.length;
  const steps = report.services.flatMap(({ service, nextSteps }) =>
    nextSteps.map((step) => `  ${service}: ${step}`),
  );
  return [
    ...shown.map(line),
    ...(hidden > 0 ? [`  … and ${hidden} more`] : []),
    formatUpgradeCounts(report),
    ...(steps.length > 0 ? ['Next steps:', ...steps] : []),
    report.dryRun ? 'Dry run: nothing is written.' : `Report: ${path}`,
  ].join('\n');
}
