import { median, ratio, type Pair } from './paired.js';
import type { Row } from './row.js';

export interface Measured {
  readonly row: Row;
  /** What was measured, or why nothing was. */
  readonly result: Pair | Error;
}

const formatFigure = (unit: Row['unit'], figure: number): string =>
  unit === 'bytes' ? `${(figure / 1e6).toFixed(1)} MB` : `${(figure / 1000).toFixed(2)} s`;

export const isMet = ({ row, result }: Measured): boolean =>
  !(result instanceof Error) && ratio(result) <= row.goal;

function cells({ row, result }: Measured): string[] {
  const goal = `≤ ${row.goal}`;
  if (result instanceof Error) return [row.id, row.ours, '–', row.against, '–', '–', goal, 'failed'];
  const [ours, against] = [result.ours, result.floor].map((side) => formatFigure(row.unit, median(side)));
  const mark = isMet({ row, result }) ? '✓' : '✗ missed';
  return [row.id, row.ours, ours ?? '', row.against, against ?? '', ratio(result).toFixed(2), goal, mark];
}

const line = (all: readonly string[]): string => `| ${all.join(' | ')} |`;

/** What rows have measured besides their pairs, one a line. */
export const remarksOf = (measured: readonly Measured[]): string[] =>
  measured.flatMap(({ result }) => (result instanceof Error ? [] : (result.remarks ?? [])));

/** Markdown table of medians and ratios. A goal that is missed is marked, never hidden. */
export function formatTable(measured: readonly Measured[]): string {
  const head = ['id', 'ours', 'median', 'against', 'median', 'ratio', 'goal', ''];
  return [line(head), line(head.map(() => '---')), ...measured.map(cells).map(line)].join('\n');
}
