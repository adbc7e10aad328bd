import { expect, it } from 'vitest';
import { filesToRepeat, repeated, withSecond } from './again.js';
import { countResults, type FileResult } from './counts.js';
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
  assertionResults: statuses.map((status) => ({ status })),
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

it('says in the summary which files were red once', () => {
  const counts = { passed: 4, failed: 0, skipped: 0 };
  const result = { part: part('e2e'), ok: true, seconds: 1, counts, repeated: ['e2e/scenarios/b.e2e.ts'] };
  expect(formatSummary([result], [])).toContain('red the first time, run once more: e2e/scenarios/b.e2e.ts');
});
