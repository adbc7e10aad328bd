import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acmeFiles, acmeScaffold, acmeText } from '../testing/acme';

const page = readFileSync(join(__dirname, '../../docs/authoring-a-stack.md'), 'utf8');
const printed = new Map(
  [...page.matchAll(/^`(\S+)`\n\n```\w+\n([^]*?)^```$/gm)].map(([, path = '', text = '']) => [path, text]),
);
const scaffolded = (path: string): string =>
  readFileSync(join(__dirname, '../../generators/standard/files', path), 'utf8');
/** The lines of the page's diff as they were and as they are. */
const diff = (/^```diff\n([^]*?)^```$/m.exec(page)?.[1] ?? '').split('\n').slice(0, -1);
const side = (other: string): string =>
  diff.flatMap((line) => (line.startsWith(other) ? [] : [`${line.slice(1)}\n`])).join('');

const members = (file: string, declaration: string): string[] => {
  const source = readFileSync(join(__dirname, '../../packages/core/src/stack', file), 'utf8');
  const body = source.split(`export interface ${declaration} {\n`)[1]?.split(/^}$/m)[0] ?? '';
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, name = '']) => name);
};

describe('docs/authoring-a-stack.md', () => {
  it('prints every file of the stack that the tests run, and no other', () => {
    expect([...printed.keys()]).toEqual(acmeFiles);
  });

  it.each(acmeFiles.map((path) => [path]))('prints %s as it is', (path) => {
    expect(printed.get(path)).toBe(acmeText(path));
  });

  it('adds the stack to what the generator writes, of which all else stays', () => {
    const before = scaffolded('index.js');
    expect(before.split(side('+'))).toHaveLength(2);
    expect(before.replace(side('+'), () => side('-'))).toBe(acmeText('index.js'));
    for (const path of acmeScaffold.slice(1)) expect(acmeText(path)).toBe(scaffolded(path));
  });

  it('is one of less than 300 lines', () => {
    expect(page.split('\n').length - 1).toBeLessThan(300);
  });

  it('explains every member of the contract', () => {
    const wanted = [...members('stack.ts', 'Stack'), ...members('stack.ts', 'Accepts')];
    expect(wanted.length).toBeGreaterThan(15);
    expect(wanted.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
