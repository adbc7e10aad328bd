import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resetWorkspaceContext } from 'nx/src/utils/workspace-context';
import { expect, it, onTestFinished } from 'vitest';
import { readNames, type NamesByNx } from './names';

function namesIn(files: Readonly<Record<string, string>>): NamesByNx {
  const root = mkdtempSync(join(tmpdir(), 'org-ci-names-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  resetWorkspaceContext();
  return readNames(root);
}

it('takes for projects what Nx does: not the root, nor a package of no workspaces glob', () => {
  const { names, has } = namesIn({
    'package.json': '{ "name": "acme", "workspaces": ["apps/*"] }',
    'tools/x/fixtures/payments/package.json': '{ "name": "payments" }',
    'tools/y/project.json': '{ "name": "y" }',
    'apps/a/package.json': '{ "name": "a" }',
  });
  expect(Object.fromEntries(names())).toEqual({ a: 'apps/a/package.json', y: 'tools/y/project.json' });
  expect(['apps/a', 'tools/y', 'apps/b', 'tools/x/fixtures/payments'].map(has)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
