import type { Counts } from './counts.js';
import type { Part } from './part.js';

export interface PartResult {
  readonly part: Part;
  readonly ok: boolean;
  readonly seconds: number;
  readonly counts: Counts | undefined;
  /** Test files that were red the first time; the counts are those of the second. */
  readonly repeated: readonly string[];
}

const row = (mark: string, id: string, seconds: string, text: string): string =>
  `  ${mark} ${id.padEnd(10)} ${seconds.padStart(7)}  ${text}`;

const formatCounts = (counts: Counts | undefined): string =>
  counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';

/** What ran and what did not, for the end of the run. */
export function formatSummary(results: readonly PartResult[], notRun: readonly Part[]): string {
  const ran = results.flatMap(({ part, ok, seconds, counts, repeated }) => [
    row(ok ? '✓' : '✗', part.id, `${seconds.toFixed(1)} s`, formatCounts(counts) || part.what),
    ...repeated.map((file) => `      ! red the first time, run once more: ${file}`),
  ]);
  const left = notRun.map((part) => row('–', part.id, '', 'did not run: not selected'));
  return ['', '━━ Summary', ...ran, ...left].join('\n');
}
