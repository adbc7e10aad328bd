import { median, type Pair } from './paired.js';
import type { Row } from './row.js';

export interface Measured {
  readonly row: Row;
  readonly pair: Pair;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** Markdown table of medians and ratios. A goal that is missed is marked, never hidden. */
export function formatTable(measured: readonly Measured[]): string {
  const rows = measured.map(({ row, pair }) => {
    const [ours, against] = [median(pair.ours), median(pair.floor)];
    const ratio = ours / against;
    return `| ${row.ours} | ${seconds(ours)} | ${row.against} | ${seconds(against)} | ${ratio.toFixed(2)} | ≤ ${row.goal} | ${ratio <= row.goal ? '✓' : '✗'} |`;
  });
  return [
    '| ours | median | against | median | ratio | goal | |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
