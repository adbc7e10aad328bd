import { expect, it } from 'vitest';
import { unreadable } from './unreadable';

const find = (path: string, text: string, now?: string): string[] =>
  unreadable([{ path, text }], () => now).map(({ where, what }) => `${where}: ${what}`);

it.each([
  ['a.yaml', 'a: [1', /^a\.yaml: would be written so that it is no YAML: /],
  ['a.yml', 'a: 1\n---\na: 1\na: 2\n', /Map keys must be unique/],
  ['a.json', '{ "a": 1', /^a\.json: would be written so that it is no JSON$/],
])('finds %s with %j', (path, text, says) => {
  expect(find(path, text, 'a: 1')).toEqual(path === 'a.json' ? [] : [expect.stringMatching(says)]);
  expect(find(path, text)).toEqual([expect.stringMatching(says)]);
});

it.each([
  ['a.yaml', 'a: 1\n---\nb: 2\n'],
  ['tsconfig.json', '{\n  // ours\n  "a": 1\n}\n'],
  ['.ci/base/a.yaml.base', 'a: [1'],
  ['Dockerfile', 'a: [1'],
  ['a.yaml', ''],
])('passes over %s with %j', (path, text) => {
  expect(find(path, text)).toEqual([]);
});

it('leaves to its user what cannot be read as it is', () => {
  expect(find('a.yaml', 'a: [1', 'a: [2')).toEqual([]);
});
