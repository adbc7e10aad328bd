import { describe, expect, it } from 'vitest';
import { unwrap } from '../problem/result';
import { mergeFile, proposals } from './merge-file';
import { isSettled } from './settled';
import { take } from './take';

const base = `# About the whole.

on: push
jobs:
  verify:
    timeout-minutes: 30
    steps:
      - id: checkout
        uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
      - id: check
        run: |
          set -e
          npm ci
          npm test
`;
const change = (text: string, from: string, to: string): string => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const edit = (from: string, to: string): string => change(base, from, to);

describe('mergeFile', () => {
  it('takes what the standard changed, and leaves every other byte as it is', () => {
    const mine = change(
      edit('    timeout-minutes: 30\n', '    timeout-minutes:   30   # half an hour\n\n'),
      '      - id: check\n',
      "      # ours\n      - name: 'Ours'\n        run: echo ours\n      - id: check\n",
    );
    const theirs = change(
      edit(
        '3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
        '4d3c42e5aac5ba805825da76410c181273ba90b1 # v7.1.0',
      ),
      'timeout-minutes: 30',
      'timeout-minutes: 40',
    );
    expect(mergeFile('ci.yml', { base, mine, theirs })).toEqual({
      text: change(
        change(
          mine,
          '3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
          '4d3c42e5aac5ba805825da76410c181273ba90b1 # v7.1.0',
        ),
        '  30   #',
        '  40   #',
      ),
      conflicts: [],
    });
  });

  it('keeps what both changed as it is in the file, and says so', () => {
    const mine = edit('minutes: 30', 'minutes: 45');
    const theirs = edit('minutes: 30', 'minutes: 40');
    const merged = mergeFile('ci.yml', { base, mine, theirs });
    expect(merged).toEqual({
      text: mine,
      conflicts: [
        {
          at: 'jobs.verify.timeout-minutes',
          kind: 'changed',
          base: 'timeout-minutes: 30',
          mine: 'timeout-minutes: 45',
          theirs: 'timeout-minutes: 40',
        },
      ],
    });
    const [conflict] = merged.conflicts;
    if (!conflict) throw new Error('no conflict');
    expect(isSettled('ci.yml', mine, conflict)).toBe(false);
    const taken = unwrap(take('ci.yml', mine, conflict));
    expect(taken).toBe(theirs);
    expect(isSettled('ci.yml', taken, conflict)).toBe(true);
  });

  it('does not bring back what was deleted', () => {
    const mine = edit(base.slice(base.indexOf('      - id: check\n')), '');
    const theirs = edit('npm test', 'npm test --all');
    const { text, conflicts } = mergeFile('ci.yml', { base, mine, theirs });
    expect(text).toBe(mine);
    expect(conflicts).toMatchObject([
      { at: 'jobs.verify.steps[check]', kind: 'deleted-by-you', mine: null, after: 'checkout' },
    ]);
    expect(conflicts.map((one) => unwrap(take('ci.yml', mine, one)))).toEqual([theirs]);
  });
});

describe('proposals', () => {
  it('names the finest places that the standard would have otherwise', () => {
    const mine = edit('minutes: 30', 'minutes: 45');
    expect(proposals('ci.yml', mine, base)).toEqual([
      {
        at: 'jobs.verify.timeout-minutes',
        kind: 'proposed',
        base: null,
        mine: 'timeout-minutes: 45',
        theirs: 'timeout-minutes: 30',
      },
    ]);
  });
});
