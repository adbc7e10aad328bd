// What @nx/esbuild:esbuild leaves in dist with generatePackageJson: the application's own code, and a package.json.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [service = '', out = ''] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(service, 'package.json'))('esbuild');
await build({
  entryPoints: [join(service, 'src/main.ts')],
  outfile: join(out, 'main.js'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
});
const { name, dependencies } = JSON.parse(readFileSync(join(service, 'package.json'), 'utf8'));
mkdirSync(out, { recursive: true });
writeFileSync(
  join(out, 'package.json'),
  JSON.stringify({ name, version: '0.0.0', type: 'module', dependencies }),
);
