import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { beforeEach, expect, it } from 'vitest';
import { readCustomConditions } from './custom-conditions';

const tree = createTreeWithEmptyWorkspace();

beforeEach(() => {
  tree.write('package.json', '{ "name": "@acme/source" }');
});

it('reads the conditions of the workspace, comments in the file or not', () => {
  tree.write(
    'tsconfig.base.json',
    '{ // ours\n "compilerOptions": { "customConditions": ["@acme/x", "a b", 1] } }',
  );
  expect(readCustomConditions(tree)).toEqual(['@acme/x']);
});

it.each([['{}'], [undefined]])('foresees the one that Nx gives to the first library: %s', (text) => {
  if (text === undefined) tree.delete('tsconfig.base.json');
  else tree.write('tsconfig.base.json', text);
  expect(readCustomConditions(tree)).toEqual(['@acme/source']);
});

it('gives none where the root package has no usable name', () => {
  tree.delete('tsconfig.base.json');
  tree.write('package.json', '{ "name": "a b" }');
  expect(readCustomConditions(tree)).toEqual([]);
});
