import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nx, nxWorkspace, write } from './testing/nx-workspace';
import { formatLock, locked, uvFiles, type LockedPackage } from './testing/uv-files';

let root: string;
beforeAll(async () => {
  root = await nxWorkspace();
});
afterAll(() => rm(root, { recursive: true }));
beforeEach(() => write(root, uvFiles));

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr } = await nx(root, ...args, '--json');
  const start = stdout.search(/[[{]/);
  if (start < 0) throw new Error(stderr + stdout);
  return JSON.parse(stdout.slice(start)) as T;
}

interface Inputs {
  readonly files: string[];
  readonly external?: string[];
}
const inputsOf = (task: string): Promise<Inputs> => json<Inputs>('show', 'target', 'inputs', task);
const pypi = ({ external = [] }: Inputs): string[] => external.filter((name) => !name.startsWith('npm:'));

const tasks = ['orders:image', 'orders:test', 'bills:image', 'bills:test'];

/** The tasks that were run, and not taken from the cache. */
let said = '';
async function ran(): Promise<string[]> {
  const { stdout, stderr, exitCode } = await nx(
    root,
    'run-many',
    '-t',
    'image',
    'test',
    '-p',
    'orders',
    'bills',
  );
  if (exitCode !== 0) throw new Error(stdout + stderr);
  said = stdout;
  const lines = stdout.split('\n').filter((line) => !line.includes('cache'));
  return tasks.filter((task) => lines.some((line) => new RegExp(`nx run\\S* ${task}\\b`).test(strip(line))));
}

const strip = (line: string): string => line.replaceAll(/\u001b\[\d+m/g, '');

const relocked = (name: string, change: Partial<LockedPackage>): Record<string, string> => ({
  'uv.lock': formatLock(locked.map((one) => (one.name === name ? { ...one, ...change } : one))),
});

const affected = (...files: string[]): Promise<string[]> =>
  json<string[]>('show', 'projects', '--affected', `--files=${files.join(',')}`);

/** A content that no run has seen: what Nx has run once it finds in its cache. */
let count = 1;
const next = (): number => (count += 1);

describe('a uv workspace in Nx’s graph', () => {
  it('has a project for each library, with the targets that it has tools for', async () => {
    const projects = await json<string[]>('show', 'projects');
    expect(projects.sort()).toEqual(['bills', 'ci', 'dates', 'money', 'orders', 'web']);
    const dates = await json<{ targets: Record<string, { options: object }> }>('show', 'project', 'dates');
    expect(Object.keys(dates.targets).sort()).toEqual(['lint', 'test']);
    const options = { command: 'uv run --locked ruff check .', cwd: 'libs/dates' };
    expect(dates.targets.lint?.options).toEqual(options);
  });

  it('hashes of its packages those that a service reaches, and the files of its libraries', async () => {
    const orders = await inputsOf('orders:image');
    const reached = ['deep', 'exact', 'pytest', 'ruff', 'webby'].map((name) => `pypi:${name}`);
    expect(pypi(orders).sort()).toEqual([...reached, 'uv:workspace']);
    expect(orders.files).toContain('libs/dates/src/dates/__init__.py');
    expect(orders.files).not.toContain('uv.lock');
    expect(pypi(await inputsOf('bills:image'))).not.toContain('pypi:webby');
    expect(pypi(await inputsOf('dates:lint'))).toContain('uv:settings');
  });

  it.each([
    [
      'another version of what another package needs',
      () => relocked('deep', { version: `1.0.${next()}` }),
      'orders',
    ],
    ['another file of the same version', () => relocked('webby', { hash: `b${next()}` }), 'orders'],
    ['a package of the other service', () => relocked('others', { version: `2.0.${next()}` }), 'bills'],
    ['a package of a library', () => relocked('exact', { version: `2.0.${next()}` }), 'orders'],
    ['a library', () => ({ 'libs/money/src/money/__init__.py': `x = ${next()}\n` }), 'orders'],
    ['a library of both', () => ({ 'libs/dates/src/dates/__init__.py': `x = ${next()}\n` }), 'bills orders'],
    ['a new member', () => ({ 'pyproject.toml': rooted('"libs/*"', '"libs/*", "tools/x"') }), ''],
    [
      'a constraint of all',
      () => ({ 'pyproject.toml': `${top}\n[tool.uv]\nconstraint-dependencies = ["deep<${next()}"]\n` }),
      'bills orders',
    ],
  ])('%s is seen by whom it concerns', { retry: 1 }, async (_, change, concerned) => {
    await ran();
    expect(await ran(), said).toEqual([]);
    await write(root, change());
    const seen = await ran();
    expect(seen, said).toEqual(
      tasks.filter((task) => concerned.split(' ').includes(task.split(':')[0] ?? '')),
    );
  });

  it('settings of tools are seen by tests, and by no image', async () => {
    await ran();
    await write(root, { 'pyproject.toml': rooted('100', '120') });
    expect(await ran()).toEqual(['orders:test', 'bills:test']);
  });
});

const top = uvFiles['pyproject.toml'] ?? '';
const rooted = (from: string, to: string): string => top.replace(from, to);

describe('nx affected', () => {
  it.each([
    ['libs/money/src/money/__init__.py', ['money', 'orders']],
    ['libs/dates/src/dates/__init__.py', ['bills', 'dates', 'money', 'orders']],
    ['apps/bills/pyproject.toml', ['bills']],
    ['uv.lock', ['bills', 'dates', 'money', 'orders']],
    ['pyproject.toml', ['bills', 'dates', 'money', 'orders']],
  ])('by %s', async (file, expected) => {
    expect((await affected(file)).sort()).toEqual(expected);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['uv.lock', 'version = '],
    ['pyproject.toml', '[tool'],
    ['libs/money/pyproject.toml', 'name'],
    ['libs/money/pyproject.toml', '[project]\nname = 3\n'],
  ])('%s is reported, and leaves the graph', async (file, text) => {
    await write(root, { [file]: text });
    const { stdout, stderr, exitCode } = await nx(root, 'show', 'projects');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('orders');
    expect(stderr).toContain(file);
    expect(stderr).toContain('[toml-invalid]');
  });
});
