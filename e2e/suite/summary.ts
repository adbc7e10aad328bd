import { countResults, type FileResult } from './counts.js';
import { describeFailures } from './failures.js';
import type { Part } from './part.js';

export interface PartResult {
  readonly part: Part;
  readonly ok: boolean;
  readonly seconds: number;
  /** By test file; undefined where the part has no tests, or ended before it could report. */
  readonly results: readonly FileResult[] | undefined;
  /** Those of the first time, where what was red ran once more. */
  readonly first?: readonly FileResult[];
}

const row = (mark: string, id: string, seconds: string, text: string): string =>
  `  ${mark} ${id.padEnd(10)} ${seconds.padStart(7)}  ${text}`;

function formatResult({ part, ok, seconds, results, first = [] }: PartResult): string[] {
  const counts = results && countResults(results);
  const text = counts
    ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`
    : part.what;
  return [
    row(ok ? '✓' : '✗', part.id, `${seconds.toFixed(1)} s`, text),
    ...describeFailures(first).map((one) => `      ! red the first time, its file ran once more: ${one}`),
    ...describeFailures(results ?? []).map((one) => `      ✗ ${one}`),
  ];
}

/** What ran, what was red of it, and what did not run, for the end of the run. */
export function formatSummary(results: readonly PartResult[], notRun: readonly Part[]): string {
  const left = notRun.map((part) => row('–', part.id, '', 'did not run: not selected'));
  return ['', '━━ Summary', ...results.flatMap(formatResult), ...left].join('\n');
}
