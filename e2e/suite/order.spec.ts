import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { longest, longestFirst } from './order.js';

it('starts with what takes longest, and leaves the others as they came', () => {
  const [first = '', second = ''] = longest;
  const files = ['b.spec.ts', second, 'a.spec.ts', first].map((name) => ({ moduleId: `/clone/${name}` }));
  expect(longestFirst(files).map(({ moduleId }) => moduleId.slice('/clone/'.length))).toEqual([
    first,
    second,
    'b.spec.ts',
    'a.spec.ts',
  ]);
});

it.each(longest)('%s is a file, as long as it is named', (file) => {
  expect(existsSync(file)).toBe(true);
});
