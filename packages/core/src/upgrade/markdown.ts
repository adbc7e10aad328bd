import { resolveCommand } from '../reconcile/finding';
import type { Pending } from '../reconcile/lock';
import { formatUpgradeCounts, type ServiceUpgrade, type UpgradeReport } from './report';

const words = {
  upgraded: 'upgraded',
  pending: 'upgraded, waits for you',
  current: 'was current',
  failed: 'failed',
};

const inline = (text: string): string => `\`${text}\``;

/** A fence that is longer than any in the text (CommonMark 4.5). */
function fenced(text: string, language: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([fence]) => fence.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, text.replace(/\n$/, ''), fence];
}

const lines = (text: string | null, mark: string): string =>
  text === null ? '' : text.replace(/\n$/, '').replaceAll(/^/gm, mark) + '\n';

/** `-` is what the file holds, `+` what the standard wants. */
const pendingLines = (service: string, { path, at, kind, mine, theirs }: Pending): string[] => [
  `- ${inline(path)}${at === '' ? '' : ` at ${inline(at)}`} (${kind}); ${inline(`${resolveCommand(service, path)}${at === '' ? '' : ` --at='${at}'`}`)}`,
  '',
  ...fenced(`${lines(mine, '- ')}${lines(theirs, '+ ')}`, 'diff').map(
    (line) => `  ${line.replaceAll('\n', '\n  ')}`,
  ),
  '',
];

const list = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : ['', `${title}:`, '', ...items.map((item) => `- ${item}`)];

function section(one: ServiceUpgrade): string[] {
  const { service, from, to, status, files, kept, pending, migrations, nextSteps, checks, problems } = one;
  return [
    '',
    `### ${service}: ${from ?? 'new'} → ${to}, ${words[status]}`,
    ...list(
      'Changed',
      files.map(({ path, kind }) => `${inline(path)} ${kind}`),
    ),
    ...list('Your edits kept in', kept.map(inline)),
    ...(pending.length === 0 ? [] : ['', 'For you to decide:', '']),
    ...pending.flatMap((each) => pendingLines(service, each)),
    ...list('Migrations', migrations),
    ...list('Next steps', nextSteps),
    ...list(
      'Problems',
      problems.map(({ where, what, fix }) => `${where}: ${what} → ${fix}`),
    ),
    ...list('Checked', checks),
  ];
}

const row = ({ service, from, to, status, files, pending }: ServiceUpgrade): string =>
  `| ${service} | ${from ?? ''} | ${to} | ${words[status]} | ${files.length} | ${pending.length} |`;

/** The report for people, and for the text of a pull request. */
export function formatUpgradeMarkdown(report: UpgradeReport): string {
  const touched = report.services.filter(({ status }) => status !== 'current');
  const changes = Object.entries(report.changelogs).flatMap(([name, releases]) =>
    releases.flatMap(({ version, text }) => ['', `### ${name} ${version}`, '', text]),
  );
  return [
    `# Upgrade${report.dryRun ? ' (dry run)' : ''}`,
    '',
    formatUpgradeCounts(report),
    ...(changes.length > 0 ? ['', '## Why', ...changes] : []),
    '',
    '## Services',
    '',
    '| service | from | to | | files | to decide |',
    '| --- | --- | --- | --- | --- | --- |',
    ...report.services.map(row),
    ...touched.flatMap(section),
    '',
  ]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n');
}
