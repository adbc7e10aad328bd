import { expect, it } from 'vitest';
import { joinGlobs } from './globs';

it('joins globs of one root, and leaves everything else', () => {
  const inputs = [
    '{projectRoot}/src/**/*',
    '!{projectRoot}/src/generated/**/*',
    '{projectRoot}/package.json',
    '{workspaceRoot}/tsconfig.base.json',
    '^default',
    { env: 'CI' },
    '{projectRoot}/{a,b}.ts',
    '{projectRoot}/!(k8s)/**/*',
  ];
  expect(joinGlobs(inputs)).toEqual([
    '{projectRoot}/{src/**/*,package.json}',
    '!{projectRoot}/src/generated/**/*',
    '{workspaceRoot}/tsconfig.base.json',
    '^default',
    { env: 'CI' },
    '{projectRoot}/{a,b}.ts',
    '{projectRoot}/!(k8s)/**/*',
  ]);
  expect(joinGlobs([])).toEqual([]);
});
