import { describe, expect, it } from 'vitest';
import { markedSides } from './git-marks';
import { baseOf, reunite } from './reunite';

const torn = (base: string): string => `a\n<<<<<<< HEAD\nb\n${base}=======\nc\n>>>>>>> other\nd\n`;

describe('git’s conflict marks', () => {
  it.each([
    ['merge', ''],
    ['diff3', '||||||| 1234567\nx\n'],
    ['zdiff3, with an empty base', '|||||||\n'],
  ])('of style %s have two sides', (_, base) => {
    const sides = { ours: 'a\nb\nd\n', theirs: 'a\nc\nd\n' };
    expect(markedSides(torn(base))).toEqual(sides);
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    expect(markedSides(crlf(torn(base)))).toEqual({ ours: crlf(sides.ours), theirs: crlf(sides.theirs) });
  });

  it.each([
    ['no marks', 'a\n=======\nb\n'],
    ['no end', '<<<<<<< HEAD\na\n=======\nb\n'],
    ['no beginning', 'a\n=======\nb\n>>>>>>> other\n'],
    ['no middle', '<<<<<<< HEAD\na\n>>>>>>> other\n'],
    ['one in another', '<<<<<<< HEAD\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n'],
    ['marks within a line', '  <<<<<<< HEAD\n  =======\n  >>>>>>> other\n'],
  ])('with %s are none', (_, text) => {
    expect(markedSides(text)).toBeUndefined();
  });
});

describe('a file that git could not merge', () => {
  const file = (...lines: string[]): string => ['services:', ...lines, ''].join('\n');
  const mark = (ours: string, theirs: string): string =>
    `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`;
  const base = `services:\n${mark('  a: 1\n', '  b: 1\n')}  z: 1\n`;

  it('is what is rendered for both, and what either branch wrote', () => {
    const mine = `services:\n${mark('  a: 1\n', '  b: 2 # more\n')}  z: 1 # last\n`;
    const theirs = file('  a: 1', '  b: 1', '  z: 1');
    expect(reunite('compose.yaml', { base, mine, theirs })).toEqual({
      text: file('  a: 1', '  b: 2 # more', '  z: 1 # last'),
      conflicts: [],
    });
  });

  it('comes from the branch that it is more alike, once a person has merged it', () => {
    const [ours, theirs] = [file('  a: 1', '  z: 1'), file('  b: 1', '  z: 1')];
    expect([baseOf(base, file('  a: 2', '  z: 1')), baseOf(base, file('  b: 1', '  z: 2'))]).toEqual([
      ours,
      theirs,
    ]);
  });
});
