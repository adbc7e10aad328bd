import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stacks } from '../../templates/registry';
import { packages, sourcesOf, type Source } from './sources';

const root = join(__dirname, '../..');
const isAtHome = ({ path }: Source): boolean =>
  path.startsWith('templates/stacks/') || path === 'templates/registry.ts';

/** Where one is named all the same, and why. */
const allowed: Readonly<Record<string, string>> = {
  'packages/core/src/merge/edits/kubernetes.ts': 'edits that the tests of merging make',
};

/** Without comments, and without what is said to people as an example. */
const codeOf = (text: string): string =>
  text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/e\.g\. [\w-]+/g, '');

const named = (text: string, id: string): boolean =>
  new RegExp(`(?<![\\w-])${id}(?![\\w]|-(?!none|postgres))`).test(codeOf(text));

const naming = Object.values(packages)
  .flatMap((folder) => sourcesOf(root, folder))
  .filter((source) => !isAtHome(source) && stacks.some(({ id }) => named(source.text, id)))
  .map(({ path }) => path)
  .sort();

describe('a stack', () => {
  it('is named in its folder and in the registry alone', () => {
    expect(naming).toEqual(Object.keys(allowed).sort());
  });

  it('is seen where it is named', () => {
    const [id = ''] = stacks.map((one) => one.id);
    expect(named(`if (stack.id === '${id}') {}`, id)).toBe(true);
    expect(named(`// as ${id} does\n'e.g. ${id}'`, id)).toBe(false);
  });
});
