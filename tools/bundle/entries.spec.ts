import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packages } from '../house/sources';
import { entriesOf, type Manifest } from './entries';

const root = join(__dirname, '../..');
const json = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

function filesOf(folder: string): string[] {
  const manifest = json(`${folder}/package.json`) as Manifest;
  return entriesOf(join(root, folder), manifest).map(({ file }) => file.slice(root.length + 1));
}

describe('entriesOf', () => {
  it('finds a file for every executor and generator that @org/ci names', () => {
    const { executors } = json('packages/ci/executors.json') as { executors: object };
    const { generators } = json('packages/ci/generators.json') as { generators: object };
    for (const name of Object.keys(executors))
      expect(filesOf('executors')).toContain(`executors/dist/${name}/executor.js`);
    for (const name of Object.keys(generators))
      expect(filesOf('generators')).toContain(`generators/dist/${name}/generator.js`);
  });

  it.each(Object.values(packages))('finds what %s exports', (folder) => {
    expect(filesOf(folder)).toContain(`${folder}/dist/index.js`);
  });

  it('takes no file that is no code for one', () => {
    expect(entriesOf(root, { name: 'a', exports: { './package.json': './package.json' } })).toEqual([]);
  });
});
