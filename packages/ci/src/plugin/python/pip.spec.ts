import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inferNodes } from '../infer';
import { createDependencies } from '../../plugin';
import { inferDependencies } from './dependencies';
import { formatMember } from './testing/uv-files';

const ci = (more: string): string =>
  `standard: { name: "@org/ci-standard", version: 0.1.0 }\nregistry: registry.example.com\nenvironments:\n  - name: staging\n${more}`;

const files = {
  'ci.yaml': ci('pythonPackageManager: pip\n'),
  'apps/orders/service.yaml': 'name: orders\nstack: django-api\nport: 8000\ndatabase: postgres\n',
  'apps/orders/pyproject.toml': formatMember('orders', ['Money>=1', 'django']),
  'libs/money/pyproject.toml': formatMember('money', ['dates'], ['ruff', 'pytest']),
  'libs/dates/pyproject.toml': formatMember('dates', []),
  'tools/settings/pyproject.toml': '[tool.ruff]\nline-length = 100\n',
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'org-ci-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(all: Record<string, string>): void {
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

function projectsOf(all: Record<string, string>): Record<string, ProjectConfiguration> {
  write(all);
  const nodes = inferNodes(Object.keys(all), root);
  return Object.assign({}, ...nodes.map(([, { projects }]) => projects)) as Record<
    string,
    ProjectConfiguration
  >;
}

it('targets run in the environment that venv brings up to date, and count its lock files', () => {
  const { targets = {} } = projectsOf(files)['apps/orders'] ?? {};
  for (const name of ['lint', 'typecheck', 'test']) {
    expect(targets[name]?.options).toMatchObject({
      command: expect.stringMatching(/^\.venv\/bin\//) as string,
    });
    expect(targets[name]?.dependsOn, name).toContain('venv');
    expect(JSON.stringify(targets[name]?.inputs), name).toContain('requirements-dev.txt');
  }
  expect(JSON.stringify(targets.scan?.inputs)).toContain('requirements.txt');
  expect(targets.venv).toEqual({ executor: '@org/ci:venv', cache: false });
  expect(targets.lock).toEqual({ executor: '@org/ci:lock', cache: false });
  expect(JSON.stringify(targets)).not.toMatch(/uv run|uv\.lock/);
});

it('every pyproject.toml with a project is a member: a library has targets for its tools', () => {
  const projects = projectsOf(files);
  expect(Object.keys(projects).sort()).toEqual(['.ci', 'apps/orders', 'libs/dates', 'libs/money']);
  expect(Object.keys(projects['libs/money']?.targets ?? {}).sort()).toEqual(['lint', 'lock', 'test', 'venv']);
  expect(projects['libs/money']?.targets?.lint?.options).toEqual({
    command: '.venv/bin/ruff check .',
    cwd: '{projectRoot}',
  });
});

it('without the word in ci.yaml none of this is there', () => {
  const projects = projectsOf({ ...files, 'ci.yaml': ci('') });
  expect(Object.keys(projects).sort()).toEqual(['.ci', 'apps/orders']);
  expect(projects['apps/orders']?.targets).not.toHaveProperty('venv');
});

function contextOf(all: Record<string, string>) {
  write(all);
  const names = { orders: 'apps/orders', money: 'libs/money', dates: 'libs/dates' };
  const projects = Object.fromEntries(
    Object.entries(names).map(([name, folder]) => [name, { root: folder }]),
  );
  const projectFileMap = Object.fromEntries(
    Object.entries(names).map(([name, folder]) => [name, [{ file: `${folder}/pyproject.toml`, hash: '' }]]),
  );
  const fileMap = { projectFileMap, nonProjectFiles: [] };
  return { projects, fileMap, workspaceRoot: root, externalNodes: {} };
}

it('edges come from what a pyproject.toml names', () => {
  const edges = inferDependencies(contextOf(files)).map(({ source, target, type }) => [source, target, type]);
  expect(edges).toEqual([
    ['orders', 'money', 'static'],
    ['money', 'dates', 'static'],
  ]);
});

it.each([
  ['indented', ci('pythonPackageManager: pip\n').replaceAll(/^/gm, '  ')],
  [
    'in braces',
    `{ ${ci('').replaceAll('\n', ', ').replace('environments:,   - name: staging, ', 'environments: [{ name: staging }]')}, "pythonPackageManager": pip }\n`,
  ],
])('there are edges however ci.yaml is written: %s', async (_, text) => {
  const context = contextOf({ ...files, 'ci.yaml': text });
  const edges = await createDependencies(
    undefined,
    context as unknown as Parameters<typeof createDependencies>[1],
  );
  expect(edges).toHaveLength(2);
});
