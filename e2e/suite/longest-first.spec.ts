import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { longest, rank } from './longest-first.js';

it('starts with what takes longest', () => {
  const [first = '', second = ''] = longest;
  expect(rank(`/clone/${first}`)).toBeLessThan(rank(`/clone/${second}`));
  expect(rank(`/clone/${second}`)).toBeLessThan(rank('/clone/any.spec.ts'));
});

it.each(longest)('%s is a file, as long as it is named', (file) => {
  expect(existsSync(file)).toBe(true);
});
