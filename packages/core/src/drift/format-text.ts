import type { DriftFinding } from './finding';

/** How words are shown: as they are, or in colours. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
}

const same = (text: string): string => text;
export const plain: Paint = { bold: same, dim: same, bad: same, good: same };

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;

/** `open` and `notes` of findings, in how many services. */
export function countFindings(findings: readonly DriftFinding[]): {
  readonly open: number;
  readonly notes: number;
  readonly services: number;
} {
  const open = findings.filter(({ isOpen }) => isOpen);
  const services = new Set(open.map(({ service }) => service)).size;
  return { open: open.length, notes: findings.length - open.length, services };
}

function summary(findings: readonly DriftFinding[], paint: Paint): string {
  const { open, notes, services } = countFindings(findings);
  const more = notes === 0 ? '' : paint.dim(` · ${count(notes, 'note')}`);
  if (open === 0) return `${paint.good('✔')} nothing has drifted${more}`;
  return `${paint.bad('✖')} ${paint.bold(count(open, 'finding'))} in ${count(services, 'service')}${more}`;
}

function formatDiff(diff: string, paint: Paint): string[] {
  const lines = diff.trimEnd().split('\n');
  const start = lines.findIndex((line) => line.startsWith('@@'));
  return lines.slice(Math.max(0, start)).map((line) => {
    if (line.startsWith('@@')) return `      ${paint.dim(line)}`;
    if (line.startsWith('+')) return `      ${paint.good(line)}`;
    return `      ${line.startsWith('-') ? paint.bad(line) : line}`;
  });
}

function formatOne(one: DriftFinding, withDiff: boolean, paint: Paint): string[] {
  const { code, what, fix, isOpen, lines, diff, shownIn, path } = one;
  const mark = isOpen ? paint.bad('✖') : paint.dim('·');
  const numbers = shownIn === path ? lines.map(({ start }) => start).filter((line) => line > 1) : [];
  const at = numbers.length === 0 ? '' : paint.dim(` (${path}:${numbers.join(', :')})`);
  const indented = fix.replaceAll('\n', '\n      ');
  return [
    `    ${mark} ${what.replaceAll('\n', '\n      ')}${at} ${paint.dim(`[${code}]`)}`,
    `      ${paint.dim('→')} ${indented}`,
    ...(withDiff && diff !== undefined ? formatDiff(diff, paint) : []),
  ];
}

const groupBy = (findings: readonly DriftFinding[], key: 'service' | 'path'): [string, DriftFinding[]][] => {
  const groups = new Map<string, DriftFinding[]>();
  for (const one of findings) groups.set(one[key], [...(groups.get(one[key]) ?? []), one]);
  return [...groups];
};

/** Findings for a terminal: by service and file, with counts last. `diff`: also what sync would change. */
export function formatDriftText(
  findings: readonly DriftFinding[],
  { diff = false, paint = plain }: { readonly diff?: boolean; readonly paint?: Paint } = {},
): string {
  const blocks = groupBy(findings, 'service').map(([service, ofService]) => {
    const { open, notes } = countFindings(ofService);
    const head = [...(open > 0 ? [`${open} open`] : []), ...(notes > 0 ? [count(notes, 'note')] : [])];
    const files = groupBy(ofService, 'path').flatMap(([path, ofFile]) => [
      `  ${path}`,
      ...ofFile.flatMap((one) => formatOne(one, diff, paint)),
    ]);
    return [`${paint.bold(service)} ${paint.dim(`(${head.join(', ')})`)}`, ...files].join('\n');
  });
  return `${[...blocks, summary(findings, paint)].join('\n\n')}\n`;
}
