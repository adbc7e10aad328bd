// Bundles every file directly in src/ into one file in dist/: the image needs no node_modules.
import { build } from 'esbuild';
import { getTsconfig } from 'get-tsconfig';
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/*.ts'],
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // Workspace libraries are bundled from their sources, so that none has to be built before.
  conditions: getTsconfig()?.config.compilerOptions?.customConditions ?? [],
  minify: true,
  keepNames: true,
  legalComments: 'none',
  // Beside the bundle for error trackers; the image leaves it out, and asks for none.
  sourcemap: process.argv.includes('--no-sourcemap') ? false : 'external',
  // CommonJS packages inside an ES module still call require().
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
  },
  logLevel: 'warning',
});
