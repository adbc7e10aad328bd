import { expect, it } from 'vitest';
import { OptionRule } from './options';

it.each([
  [{ values: ['a', 'b'], default: 'c' }, false],
  [{ values: ['a', 'b'], default: 'b' }, true],
  [{ type: 'number', values: [1], default: 1 }, true],
  [{ type: 'number', default: 'b' }, false],
  [{ default: 'c' }, true],
])('%j: what holds by default may be chosen: %s', (rule, isValid) => {
  expect(OptionRule.safeParse(rule).success).toBe(isValid);
});
