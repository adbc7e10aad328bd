import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { expect, it } from 'vitest';
import { readCustomConditions } from './custom-conditions';

it('reads the conditions of the workspace, comments in the file or not', () => {
  const tree = createTreeWithEmptyWorkspace();
  tree.delete('tsconfig.base.json');
  expect(readCustomConditions(tree)).toEqual([]);
  tree.write(
    'tsconfig.base.json',
    '{ // ours\n "compilerOptions": { "customConditions": ["@acme/source", "a b", 1] } }',
  );
  expect(readCustomConditions(tree)).toEqual(['@acme/source']);
  tree.write('tsconfig.base.json', '{}');
  expect(readCustomConditions(tree)).toEqual([]);
});
