import { expect, it } from 'vitest';
import { unwrap } from '../../problem/result';
import { mergeFile, proposals } from '../merge-file';
import { take } from '../take';

const write = (value: unknown, unit: string | number): string => `${JSON.stringify(value, null, unit)}\n`;
const before = { a: { b: 1 }, list: [1], own: true };
const after = { a: { b: 1, n: { d: [{ e: 1 }] } }, list: [1, { f: [2] }], own: true, top: { k: [true] } };

it.each([
  ['tabs', '\t'],
  ['four spaces', 4],
  ['one space', 1],
])('what comes into a file with %s is indented so, too', (_, unit) => {
  const mine = { ...before, own: false };
  const sides = { base: write(before, 2), mine: write(mine, unit), theirs: write(after, 2) };
  expect(mergeFile('x.json', sides)).toEqual({ text: write({ ...after, own: false }, unit), conflicts: [] });
});

it.each(['\t', 4, 2])('what is taken later is indented as the file is: %j', (unit) => {
  const [mine, theirs] = [before, { ...after, list: [1] }].map((value) => write(value, unit));
  const places = proposals('x.json', mine ?? '', write({ ...after, list: [1] }, 2));
  expect(places.map(({ at }) => at)).toEqual(['a.n', 'top']);
  const taken = places.reduce((text, one) => unwrap(take('x.json', text, one)), mine ?? '');
  expect(taken).toBe(theirs);
});
