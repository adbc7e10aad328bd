import { expect, it } from 'vitest';
import { ManifestOverride, Override } from './override';

const one = { file: 'a.yaml', op: 'replace', at: 'a', value: 1 };
const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

it.each([
  [{}, true],
  [{ op: 'remove', value: undefined }, true],
  [{ op: 'remove' }, false],
  [{ value: undefined }, false],
  [{ value: null }, true],
  [{ before: 'x' }, false],
  [{ op: 'add', before: 'x' }, true],
  [{ op: 'add', before: 'x', after: 'y' }, false],
  [{ at: '' }, false],
  [{ value: 'x'.repeat(20_001) }, false],
  [{ value: deep(33) }, false],
  [{ value: deep(10) }, true],
  [{ value: () => 1 }, false],
  [{ file: '../x' }, false],
  [{ file: '/x' }, false],
  [{ colour: 'red' }, false],
])('%j: %s', (more, isValid) => {
  expect(Override.safeParse({ ...one, ...more }).success).toBe(isValid);
});

it('only a standard’s names files by a glob', () => {
  expect(Override.safeParse({ ...one, file: 'k8s/**/*.yaml' }).success).toBe(true);
  expect(ManifestOverride.safeParse({ ...one, file: 'k8s/**/*.yaml' }).success).toBe(false);
  expect(ManifestOverride.safeParse({ ...one, op: 'remove' }).success).toBe(false);
});
