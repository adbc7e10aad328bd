import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { Workspace, type Service, type Stack } from '@org/ci-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readContext } from '../../../../../executors/context/prepare';
import { nx, nxWorkspace, write } from './testing/nx-workspace';

const workspace = Workspace.parse({
  standard: { name: '@acme/standard', version: '1.0.0' },
  registry: 'localhost:5000',
  environments: [{ name: 'staging' }],
});

/** Names of which some are in a context and some are not, at the top and deep within a project. */
const odd = [
  'a.py', 'a.pyi', 'py.typed', 'a.sql', 'a.md', 'a.pyc', '.env', '.env.local', '.coverage', '.coverage.host', 'conftest.py',
  'a_test.py', 'test_a.py', 'uv.toml', '.python-version', '.netrc', 'schema.graphql', 'compose.yaml',
]; // prettier-ignore
const folders = [
  '',
  'src/deep/er',
  'tests',
  '.venv/lib',
  '__pycache__',
  '.mypy_cache',
  '.ruff_cache',
  'htmlcov',
];
const oddFiles = (project: string): [string, string][] =>
  folders.flatMap((folder) =>
    odd.map((name): [string, string] => [path.posix.join(project, folder, name), '']),
  );

const projects = ['apps/orders', 'apps/bills', 'libs/money', 'libs/dates'];

let root: string;
beforeAll(async () => {
  root = await nxWorkspace();
  const top = { 'uv.toml': '', '.python-version': '3.11\n', 'README.md': '', 'other.toml': '' };
  await write(root, { ...top, 'apps/orders/Dockerfile': 'FROM scratch\n' });
  await write(root, Object.fromEntries(projects.flatMap(oddFiles)));
});
afterAll(() => rm(root, { recursive: true }));

async function sent(): Promise<string[]> {
  const file = path.join(root, 'node_modules/graph.json');
  await nx(root, 'graph', `--file=${file}`);
  const { graph } = JSON.parse(await readFile(file, 'utf8')) as { graph: ProjectGraph };
  const stack = { ecosystem: 'python' } as Stack;
  const placed = { root, graph, project: 'orders', directory: 'apps/orders', service: {} as Service };
  return (await readContext({ ...placed, workspace, stack })).map((one) => one.path);
}

async function hashed(): Promise<string[]> {
  const { stdout } = await nx(root, 'show', 'target', 'inputs', 'orders:image', '--json');
  return (JSON.parse(stdout.slice(stdout.indexOf('{'))) as { files: string[] }).files;
}

it('the context of an image in Python and the inputs of its target are the same files', async () => {
  const context = await sent();
  // narrowed for the service; Nx hashes what decides about them as packages of the graph
  const written = ['pyproject.toml', 'uv.lock'];
  expect(context).toEqual(expect.arrayContaining(written));
  const aside = [...written, 'apps/orders/Dockerfile', '.gitignore', 'nx.json'];
  const rest = (files: readonly string[]): string[] => files.filter((file) => !aside.includes(file)).sort();
  expect(rest(await hashed())).toEqual(rest(context));
  for (const file of ['uv.toml', '.python-version', 'libs/dates/src/deep/er/a.py', 'apps/orders/py.typed'])
    expect(context).toContain(file);
  for (const file of [
    'apps/bills/a.py',
    'libs/money/src/deep/er/a.pyc',
    'libs/money/.venv/lib/a.py',
    'other.toml',
  ])
    expect(context).not.toContain(file);
  expect(context.length).toBeGreaterThan(40);
});
