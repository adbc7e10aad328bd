import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.js';
import { parseBenchOptions } from './options.js';
import type { Row } from './row.js';

const row = (id: string): Row => ({
  id,
  ours: '',
  against: '',
  unit: 'ms',
  goal: 1,
  measure: () => Promise.resolve({ ours: [], floor: [] }),
});
const rows = [row('a'), row('b'), row('c')];

describe('parseBenchOptions', () => {
  it('takes all rows unless told', () => {
    expect(parseBenchOptions([], rows)).toEqual({ rows, rounds: 5, write: undefined });
  });

  it('selects by whole ids, in the order of the table', () => {
    const options = parseBenchOptions(['--only', 'c,a', '--rounds=3', '--write', 'x.md'], rows);
    expect(options).toEqual({ rows: [rows[0], rows[2]], rounds: 3, write: 'x.md' });
  });

  it.each([
    [['--only', 'a,d'], 'not d'],
    [['--rounds', '0'], '--rounds'],
    [['--rounds', 'many'], '--rounds'],
    [['--fast'], '--fast'],
    [['generator'], 'generator'],
  ])('refuses %j', (argv, message) => {
    expect(() => parseBenchOptions(argv, rows)).toThrow(message);
    expect(() => parseBenchOptions(argv, rows)).toThrow(UsageError);
  });
});
