import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundlePackage } from './bundle';

let folder: string;
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};
const manifest = {
  name: '@org/ci-example',
  exports: {
    '.': { '@org/source': './index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
    './*': { '@org/source': './*/run.ts', types: './dist/*/run.d.ts', default: './dist/*/run.js' },
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-bundle-'));
  await write('package.json', JSON.stringify(manifest));
  await write('node_modules/inlined/package.json', '{"name":"inlined","version":"1.0.0","license":"MIT"}');
  await write('node_modules/inlined/LICENSE', 'keep this notice');
  await write('node_modules/inlined/index.js', 'module.exports = () => "inlined";');
  await write('near.ts', 'export const near: string = "near";');
  await write(
    'index.ts',
    `import inlined from 'inlined';\nexport const both = (): string => inlined() + ' near';`,
  );
  await write(
    'work/run.ts',
    `import { z } from 'zod';\nimport { parse } from 'yaml';\nimport { unwrap } from '@org/ci-core';\nimport { logger } from '@nx/devkit';\nimport { near } from '../near';\nexport const run = [z, parse, unwrap, logger, near];`,
  );
  await write('dist/near.js', 'left by an earlier build');
  await write('dist/near.d.ts', 'a type');
  await write('dist/gone.d.ts', 'a type of what was a source');
  await write('dist/.tsbuildinfo', 'believes that it is there');
});
afterEach(() => rm(folder, { recursive: true }));

it('writes one file per entry: own files and small libraries in it, packages and shared libraries outside', async () => {
  const files = await bundlePackage(folder);
  expect(files).toEqual([join(folder, 'dist/index.js'), join(folder, 'dist/work/run.js')]);
  const text = await readFile(join(folder, 'dist/work/run.js'), 'utf8');
  const required = [...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
  expect(required.sort()).toEqual(['@nx/devkit', '@org/ci-core', '@org/ci-core/yaml', '@org/ci-core/zod']);
  const { both } = (await import(join(folder, 'dist/index.js'))) as { both: () => string };
  expect(both()).toBe('inlined near');
  const licences = await readFile(join(folder, 'dist/third-party-licences.txt'), 'utf8');
  expect(licences).toBe('inlined 1.0.0 (MIT)\n\nkeep this notice\n');
});

it('leaves types of what there is, and removes others, and code that is no entry', async () => {
  await bundlePackage(folder);
  expect(existsSync(join(folder, 'dist/near.js'))).toBe(false);
  expect(existsSync(join(folder, 'dist/near.d.ts'))).toBe(true);
  expect(existsSync(join(folder, 'dist/gone.d.ts'))).toBe(false);
  expect(existsSync(join(folder, 'dist/.tsbuildinfo')), 'tsc would not write it again').toBe(false);
  await write('dist/.tsbuildinfo', 'true');
  await bundlePackage(folder);
  expect(existsSync(join(folder, 'dist/.tsbuildinfo'))).toBe(true);
});
