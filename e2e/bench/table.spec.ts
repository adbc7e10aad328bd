import { expect, it } from 'vitest';
import type { Row } from './row.js';
import { formatTable, isMet } from './table.js';

const row: Row = {
  id: 'a',
  ours: 'nx ours',
  against: 'nx floor',
  unit: 'ms',
  goal: 1.25,
  measure: () => Promise.reject(new Error('not here')),
};

it('marks what is met, missed and failed', () => {
  const measured = [
    { row, result: { ours: [1200], floor: [1000] } },
    { row: { ...row, id: 'b' }, result: { ours: [1300], floor: [1000] } },
    { row: { ...row, id: 'c', unit: 'bytes' as const }, result: { ours: [5e6], floor: [1e7] } },
    { row: { ...row, id: 'd' }, result: new Error('no engine') },
  ];
  expect(measured.map(isMet)).toEqual([true, false, true, false]);
  expect(formatTable(measured).split('\n').slice(2)).toEqual([
    '| a | nx ours | 1.20 s | nx floor | 1.00 s | 1.20 | ≤ 1.25 | ✓ |',
    '| b | nx ours | 1.30 s | nx floor | 1.00 s | 1.30 | ≤ 1.25 | ✗ missed |',
    '| c | nx ours | 5.0 MB | nx floor | 10.0 MB | 0.50 | ≤ 1.25 | ✓ |',
    '| d | nx ours | – | nx floor | – | – | ≤ 1.25 | failed |',
  ]);
});
