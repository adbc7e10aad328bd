import { Workspace, ProblemError, type StandardData } from '@org/ci-core';
import type { Runner } from '@org/ci-toolchain';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { logger } from './nx';
import { packagesOf } from './installers';

const workspace = Workspace.parse({
  standard: { name: '@acme/standard', version: '1.0.0' },
  registry: 'localhost:5000',
  environments: [{ name: 'staging' }],
});
const python = packagesOf({ ecosystem: 'python' }, workspace);
const orders = {
  name: 'orders',
  directory: 'apps/orders',
  standard: { name: '@acme/standard', pins: { tools: { 'pip-tools': '7.6.2' } } } as unknown as StandardData,
};
afterEach(() => vi.restoreAllMocks());

it('a project in Python becomes a member of the uv workspace, and nothing of npm’s', () => {
  const tree = createTreeWithEmptyWorkspace();
  const before = tree.read('package.json', 'utf-8');
  tree.write('.gitignore', 'node_modules\n/.venv/\n');
  python.addMember(tree, 'apps/orders', workspace);
  expect(tree.read('pyproject.toml', 'utf-8')).toContain('"apps/orders"');
  expect(tree.read('.gitignore', 'utf-8')).toContain('/.venv/\n__pycache__\n');
  expect(tree.read('package.json', 'utf-8')).toBe(before);
});

it('is locked by uv; where that cannot be, the next step is said', async () => {
  const tree = createTreeWithEmptyWorkspace();
  const said = vi.spyOn(logger, 'warn').mockReturnValue();
  const asked: unknown[] = [];
  const ends =
    (exitCode: number): Runner =>
    (command) => {
      asked.push(command);
      return Promise.resolve({ exitCode, stdout: '', stderr: 'no such package' });
    };
  await python.install(tree, orders, ends(0));
  expect(asked).toEqual([{ tool: 'uv', args: ['lock'], cwd: tree.root }]);
  expect(said).not.toHaveBeenCalled();
  await python.install(tree, orders, ends(1));
  expect(said.mock.calls.flat().join()).toContain('no such package');
  const missing = { code: 'tool-missing', where: 'uv', what: 'was not found', fix: 'install it' };
  await python.install(tree, orders, () => Promise.reject(new ProblemError(missing)));
  expect(said.mock.calls.flat().join()).toContain('install it, then, at the root: uv lock');
});

it('is locked by pip-tools where ci.yaml says pip; where that cannot be, the next step is said', async () => {
  const tree = createTreeWithEmptyWorkspace();
  const pip = packagesOf({ ecosystem: 'python' }, { pythonPackageManager: 'pip' });
  tree.write('apps/orders/pyproject.toml', '[project]\nname = "orders"\ndependencies = ["django>=5"]\n');
  pip.addMember(tree, 'apps/orders', workspace);
  expect(tree.exists('pyproject.toml')).toBe(false);
  expect(tree.read('.gitignore', 'utf-8')).toContain('.venv\n');
  const said = vi.spyOn(logger, 'warn').mockReturnValue();
  const missing = { code: 'tool-missing', where: 'python3', what: 'was not found', fix: 'install it' };
  await pip.install(tree, orders, () => Promise.reject(new ProblemError(missing)));
  expect(said.mock.calls.flat().join()).toContain('install it, then: npx nx run orders:lock');
});
