import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { filesToRepeat, repeated, withSecond } from './again.js';
import { countResults, type FileResult } from './counts.js';
import { describeFailures } from './failures.js';
import { parts } from './part.js';
import { formatSummary } from './summary.js';

const part = (id: string) => {
  const found = parts.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const file = (name: string, ...statuses: string[]): FileResult => ({
  name,
  status: statuses.every((status) => status === 'passed') ? 'passed' : 'failed',
  message: '',
  assertionResults: statuses.map((status) => ({
    status,
    fullName: `is ${status}`,
    failureMessages: status === 'failed' ? ['\u001b[31mError: no answer\u001b[39m\n    at line 1'] : [],
  })),
});

it('repeats the red files of a part with a rig, up to two', () => {
  const results = [file('a', 'passed'), file('b', 'failed', 'passed'), file('c', 'skipped')];
  expect(filesToRepeat(part('e2e'), results)).toEqual(['b', 'c']);
  expect(filesToRepeat(part('e2e'), [...results, file('d', 'failed')])).toEqual([]);
  expect(filesToRepeat(part('unit'), results)).toEqual([]);
});

it('repeats them alone, and leaves the first report as it is', () => {
  const { id, command } = repeated(part('itg'), ['b', 'c']);
  expect(id).toBe('itg-again');
  expect(command).toEqual([
    ...part('itg').command.slice(0, -1),
    '--outputFile.json=tmp/suite/itg-again.json',
    'b',
    'c',
  ]);
});

it('counts what was green or red the second time, and the rest as it was', () => {
  const first = [file('a', 'passed', 'passed'), file('b', 'skipped', 'skipped'), file('c', 'failed')];
  const second = [file('b', 'passed', 'passed'), file('c', 'failed')];
  expect(countResults(withSecond(first, second))).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

it('says in the summary what was red, the first time and in the end', () => {
  const first = [file(resolve('e2e/a.e2e.ts'), 'passed', 'failed')];
  const summary = (results: readonly FileResult[]) =>
    formatSummary([{ part: part('e2e'), ok: true, seconds: 1, results, first }], []);
  const why = 'e2e/a.e2e.ts › is failed: Error: no answer';
  expect(
    summary([file('a', 'passed', 'passed')])
      .split('\n')
      .slice(2),
  ).toEqual([
    '  ✓ e2e          1.0 s  2 passed, 0 failed, 0 skipped',
    `      ! red the first time, its file ran once more: ${why}`,
  ]);
  expect(summary(first)).toContain(`      ✗ ${why}`);
});

it('names the file whose set-up was red', () => {
  const broken = { ...file(resolve('e2e/a.e2e.ts'), 'skipped'), message: 'Error: no engine' };
  expect(describeFailures([broken])).toEqual(['e2e/a.e2e.ts: Error: no engine']);
  const [line] = describeFailures([{ ...broken, message: '' }]);
  expect(line, 'a report has no word of it').toMatch(/^e2e\/a\.e2e\.ts: a hook of a describe failed/);
});
