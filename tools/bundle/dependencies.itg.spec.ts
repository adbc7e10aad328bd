import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { packages } from '../house/sources';
import { bundleOptions } from './bundle';
import { entriesOf, type Manifest } from './entries';

interface Declared extends Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const root = join(__dirname, '../..');
const packageOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;

/** Packages that the bundles of a package load when they run. */
async function requiredBy(folder: string, manifest: Manifest): Promise<string[]> {
  const names = new Set<string>();
  for (const entry of entriesOf(folder, manifest)) {
    const { metafile } = await build({ ...bundleOptions(entry), write: false });
    for (const { imports } of Object.values(metafile.outputs))
      for (const { path, external } of imports) if (external && !isBuiltin(path)) names.add(packageOf(path));
  }
  return [...names].filter((name) => name !== manifest.name);
}

describe('dependencies', () => {
  it.each(Object.values(packages))('of %s are what its bundles load', async (folder) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Declared;
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const required = await requiredBy(join(root, folder), manifest);
    expect(required.filter((name) => !declared.includes(name))).toEqual([]);
    // types speak of these, and of their own packages
    const loaded = (name: string): boolean =>
      required.includes(name) || /^(@org\/.*|@nx\/devkit|zod|yaml)$/.test(name);
    expect(
      declared.filter((name) => !loaded(name)),
      'installed, and nothing loads it',
    ).toEqual([]);
  });
});
