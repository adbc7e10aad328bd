import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { entriesOf, type Entry, type Manifest } from './entries';
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

/** Types whose source is gone. `src/` is where some packages have theirs. */
const isStale = (folder: string, path: string): boolean => {
  const source = relative(join(folder, 'dist'), path).replace(/\.d\.ts$/, '.ts');
  return !['', 'src'].some((sources) => existsSync(join(folder, sources, source)));
};

/**
 * What tsc or an earlier run left: only entries and the types of what there is are packed. Without its notes tsc writes
 * all types anew, also those of a source that is there again.
 */
function removeLeftOvers(folder: string): void {
  const dist = join(folder, 'dist');
  mkdirSync(dist, { recursive: true });
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const stale = files.filter((file) => file.endsWith('.d.ts') && isStale(folder, file));
  for (const file of [...stale, ...files.filter((one) => one.endsWith('.js'))]) rmSync(file);
  if (stale.length > 0) rmSync(join(dist, '.tsbuildinfo'), { force: true });
}

/** How an entry is bundled; where it is written is the caller's. */
export const bundleOptions = ({ source, file }: Entry): BuildOptions & { readonly metafile: true } => ({
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

/**
 * Writes every entry of a package as one file, with what it imports from outside: a process of Nx loads a dozen files of
 * ours instead of some three hundred. tsc writes the types.
 */
export async function bundlePackage(folder: string): Promise<string[]> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const entries = entriesOf(folder, manifest);
  removeLeftOvers(folder);
  const inputs = new Set<string>();
  for (const entry of entries) {
    const { metafile } = await build(bundleOptions(entry));
    for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  }
  writeFileSync(join(folder, 'dist/third-party-licences.txt'), formatLicences([...inputs]));
  return entries.map(({ file }) => file);
}
