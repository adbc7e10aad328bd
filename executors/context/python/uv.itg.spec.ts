import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseUvLock, unwrap } from '@org/ci-core';
import { runCommand } from '@org/ci-toolchain';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../../frame/testing/workspace';
import { contextPaths, prepareContext, productionLock, readContext } from '../prepare';
import { servePackages, type PackageIndex } from './testing/package-index';
import { orders, packages, uvWorkspace } from './testing/uv-workspace';

let environment: Record<string, string>;
let index: PackageIndex;
let root: string;

const uv = (cwd: string, ...args: string[]) =>
  runCommand({
    tool: 'uv',
    args,
    cwd,
    env: { ...environment, UV_CACHE_DIR: path.join(root, '.uv-cache'), UV_DEFAULT_INDEX: index.url },
  });
const names = (lock: string): string[] => unwrap(parseUvLock(lock)).packages.map(({ key }) => key);

beforeAll(async () => {
  const { withUv } = await import('../../../e2e/world/uv.js');
  environment = await withUv({});
  index = await servePackages(packages);
});
afterAll(() => index.close());
beforeEach(async () => {
  root = await writeFolder(uvWorkspace(index.url));
  expect((await uv(root, 'lock', '-q')).exitCode).toBe(0);
});
afterEach(() => rm(root, { recursive: true }));

const read = (...parts: string[]): Promise<string> => readFile(path.join(...parts), 'utf8');

async function prepared(): Promise<string> {
  await prepareContext(orders(root), 'orders');
  return contextPaths(root, 'orders').folder;
}

describe('the context of a member of a uv workspace', () => {
  it('has the closure in its lock file, as it was', async () => {
    const lock = await read(await prepared(), 'uv.lock');
    const closure = ['deep', 'exact', 'forked@1.0.0', 'forked@2.0.0', 'probe', 'quick', 'tested', 'webby'];
    expect(names(lock)).toEqual([...closure, 'dates', 'money', 'orders'].sort());
    const before = unwrap(parseUvLock(await read(root, 'uv.lock'))).packages.map(({ text }) => text.trim());
    for (const { text } of unwrap(parseUvLock(lock)).packages) expect(before).toContain(text.trim());
  });

  it('is what uv takes for up to date, though another member asks for a newer Python', async () => {
    expect(await read(root, 'uv.lock')).toContain('requires-python = ">=3.11.1"');
    const folder = await prepared();
    const checked = await uv(folder, 'lock', '--check', '--offline');
    expect(checked.stderr).toContain('Resolved 11 packages');
    expect(checked.exitCode, checked.stderr).toBe(0);
  });

  it('is what uv installs from: its packages, and nobody else’s', async () => {
    const folder = await prepared();
    const args = ['--locked', '--no-dev', '--no-install-workspace', '--package', 'orders'];
    const synced = await uv(folder, 'sync', ...args);
    expect(synced.exitCode, synced.stderr).toBe(0);
    const [python = ''] = await readdir(path.join(folder, '.venv/lib'));
    const installed = await readdir(path.join(folder, '.venv/lib', python, 'site-packages'));
    const found = installed.filter((name) => packages.some((one) => one.name === name));
    expect(found.sort()).toEqual(['deep', 'exact', 'forked', 'quick', 'webby']);
  });

  it('has the folders of the closure, and no tool’s leavings', async () => {
    await writeFile(path.join(root, 'apps/orders/app/old.pyc'), '');
    await writeFile(path.join(root, 'libs/money/src/money/conftest.py'), '');
    const files = (await readContext(orders(root))).map((file) => file.path);
    expect(files.filter((file) => !file.startsWith('apps/orders/'))).toEqual([
      'libs/dates/pyproject.toml',
      'libs/dates/src/dates/__init__.py',
      'libs/money/pyproject.toml',
      'libs/money/src/money/__init__.py',
      'pyproject.toml',
      'uv.lock',
    ]);
    expect(files).not.toContain('apps/orders/app/old.pyc');
  });

  it('has an empty file where a library is described: without it nobody can build the library', async () => {
    const manifest = await read(root, 'libs/money/pyproject.toml');
    await writeFile(
      path.join(root, 'libs/money/pyproject.toml'),
      manifest.replace('[project]', '[project]\nreadme = "README.md"'),
    );
    await writeFile(path.join(root, 'libs/money/README.md'), 'words');
    expect(await read(await prepared(), 'libs/money/README.md')).toBe('');
  });

  it('has no login of an index', async () => {
    const manifest = (await read(root, 'pyproject.toml')).replace('http://', 'http://me:secret@');
    await writeFile(path.join(root, 'pyproject.toml'), manifest);
    await writeFile(path.join(root, 'uv.toml'), `index-url = "https://me:secret@index.example/simple"\n`);
    const folder = await prepared();
    for (const file of ['pyproject.toml', 'uv.toml'])
      expect(await read(folder, file)).not.toContain('secret');
    expect(await read(folder, 'pyproject.toml')).toContain(index.url);
  });
});

describe('the lock file for lists of what is shipped', () => {
  it('has no development groups, and the service at the root', async () => {
    const { file, text } = await productionLock(orders(root));
    expect(file).toBe('uv.lock');
    const found = names(text).filter((name) => !['dates', 'money', 'orders'].includes(name));
    expect(found).toEqual(['deep', 'exact', 'forked@1.0.0', 'forked@2.0.0', 'quick', 'webby']);
    expect(text).toContain('name = "orders"\nversion = "0.1.0"\nsource = { virtual = "." }');
    expect(text).not.toContain('dev-dependencies');
  });
});

describe('what is missing', () => {
  const refused = async (): Promise<string> => prepared().then(() => 'accepted', String);

  it('is said: no lock file, no root, a member that is not locked, TOML that is none', async () => {
    const lock = await read(root, 'uv.lock');
    await writeFile(path.join(root, 'uv.lock'), lock.replace('"apps/orders"', '"apps/renamed"'));
    expect(await refused()).toContain('uv.lock: has no member apps/orders [lock-stale]');
    await writeFile(path.join(root, 'uv.lock'), lock.replaceAll('"libs/dates"', '"../dates"'));
    expect(await refused()).toContain('takes a package from ../dates');
    await rm(path.join(root, 'uv.lock'));
    expect(await refused()).toContain('[lock-missing]');
    await writeFile(path.join(root, 'uv.lock'), 'version = ');
    expect(await refused()).toMatch(/uv\.lock:1:\d+: .*\[toml-invalid\]/);
    await rm(path.join(root, 'pyproject.toml'));
    expect(await refused()).toContain('[manifest-invalid]');
  });
});
