import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { exec } from '../os/exec.js';
import { publicWorkspaces } from './workspaces.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

interface Packed {
  readonly name: string;
  readonly files: readonly { readonly path: string }[];
}

it('packs a README with every package, and with @org/ci the pages that messages point to', async () => {
  await exec(process.execPath, ['packages/ci/pack-docs.mjs'], { cwd: root }); // a part of npm run build
  const args = ['pack', '--dry-run', '--json', '--workspaces', '--loglevel=error'];
  const output = await exec('npm', args, { cwd: root });
  const all = JSON.parse(output.slice(output.search(/^[[{]/m))) as Packed[] | Record<string, Packed>;
  const packed = (Array.isArray(all) ? all : Object.values(all)).map(({ name, files }) => ({
    name,
    paths: files.map(({ path }) => path),
  }));
  const names = (await publicWorkspaces(root)).map(({ name }) => name);
  expect(names).toContain('@org/ci');
  const published = packed.filter(({ name }) => names.includes(name));
  expect(published.filter(({ paths }) => !paths.includes('README.md'))).toEqual([]);
  const ci = published.find(({ name }) => name === '@org/ci');
  expect(ci?.paths).toEqual(
    expect.arrayContaining([
      'docs/reference/service-yaml.md',
      'docs/reference/ci-yaml.md',
      'docs/troubleshooting.md',
      'schemas/service.json',
    ]),
  );
});
