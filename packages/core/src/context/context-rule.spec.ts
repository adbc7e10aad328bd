import { expect, it } from 'vitest';
import { isInContext, joinRules, libraryContext } from './context-rule';

const rule = { folders: ['test', 'src/generated'], files: ['*.md', '.env.*', '*.spec.*', 'exact', 'a*b*c'] };

it.each([
  ['src/index.ts', true],
  ['src/schema.graphql', true],
  ['test', true],
  ['test/a.ts', false],
  ['src/test/a.ts', true],
  ['src/generated/a.ts', false],
  ['src/generated.ts', true],
  ['README.md', false],
  ['src/deep/a.md', false],
  ['a.md.ts', true],
  ['.env.local', false],
  ['.env', true],
  ['x.spec.ts', false],
  ['spec.ts', true],
  ['exact', false],
  ['exactly', true],
  ['abc', false],
  ['a-b-c', false],
  ['ac', true],
  ['acb', true],
])('%s: %s', (file, expected) => {
  expect(isInContext(rule, file)).toBe(expected);
});

it('secrets are in no context', () => {
  for (const file of ['.npmrc', 'src/.npmrc', '.env', 'src/.env.local', '.netrc', '.secrets/key'])
    expect(isInContext(libraryContext, file)).toBe(false);
});

it('names of a library begin with *, for Nx matches no others at its top', () => {
  expect(libraryContext.files.filter((name) => !name.startsWith('*'))).toEqual([]);
  expect(libraryContext.folders.filter((name) => name.includes('/'))).toEqual([]);
});

it('joined rules say what each of them says, once', () => {
  expect(joinRules(rule, rule)).toEqual(rule);
});
