import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { entriesOf, type Manifest } from './entries';
import { formatLicences } from './licences';

/** Loaded by every package, and slow to load: one copy, which is a file of @org/ci-core. */
const shared = /^(zod|yaml)$/;

/** Packages stay apart, as Nx does; of zod's fifty languages the one is kept that it speaks by itself. */
const borders: Plugin = {
  name: 'borders',
  setup(build) {
    build.onResolve({ filter: /^(@org|@nx|nx)(\/|$)/ }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: shared }, ({ path, importer }) =>
      /[\\/]libraries[\\/]/.test(importer) ? undefined : { path: `@org/ci-core/${path}`, external: true },
    );
    build.onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ path, importer }) =>
      /[\\/]zod[\\/]/.test(importer) ? { path, namespace: 'nothing' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'export {};' }));
  },
};

/** What tsc or an earlier run left: only entries and types are packed. */
function removeCode(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && entry.name.endsWith('.js')) rmSync(join(entry.parentPath, entry.name));
}

/**
 * Writes every entry of a package as one file, with what it imports from outside: a process of Nx loads a dozen files of
 * ours instead of some three hundred. tsc writes the types.
 */
export async function bundlePackage(folder: string): Promise<string[]> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const entries = entriesOf(folder, manifest);
  removeCode(join(folder, 'dist'));
  const inputs = new Set<string>();
  for (const { source, file } of entries) {
    const { metafile } = await build({
      entryPoints: [source],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      mainFields: ['module', 'main'],
      legalComments: 'inline',
      logLevel: 'warning',
      metafile: true,
      plugins: [borders],
    });
    for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  }
  writeFileSync(join(folder, 'dist/third-party-licences.txt'), formatLicences([...inputs]));
  return entries.map(({ file }) => file);
}
