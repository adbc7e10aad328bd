import { describe, expect, it } from 'vitest';
import { projectFiles, projectNames } from './projects';

const names = (files: Readonly<Record<string, string>>): object =>
  Object.fromEntries(projectNames(Object.keys(files), (path) => files[path]));
const root = (more = '') => `{ "name": "acme", "workspaces": ["apps/*", "libs/{a,b}"]${more} }`;

describe('projectNames', () => {
  it('takes each project.json, and a package.json where workspaces cover it', () => {
    expect(
      names({
        'package.json': root(),
        'tools/x/project.json': '{ "name": "x" }',
        'tools/x/fixtures/payments/package.json': '{ "name": "payments" }',
        'apps/orders/package.json': '{ "name": "@acme/orders", "nx": { "name": "orders" } }',
        'apps/deep/er/package.json': '{ "name": "deeper" }',
        'libs/b/package.json': '{ "name": "b" }',
        'libs/c/package.json': '{ "name": "c" }',
      }),
    ).toEqual({ x: 'tools/x/project.json', orders: 'apps/orders/package.json', b: 'libs/b/package.json' });
  });

  it('takes the root where it is a project', () => {
    expect(names({ 'package.json': root() })).toEqual({});
    expect(names({ 'package.json': root(', "nx": {}') })).toEqual({ acme: 'package.json' });
    expect(names({ 'package.json': root(), 'project.json': '{}' })).toEqual({ acme: 'package.json' });
  });

  it('has one name per folder, and reads over files that are damaged', () => {
    const files = {
      'tools/y/project.json': '{ "name": "y" }',
      'tools/y/package.json': '{ "name": "@acme/y" }',
      'tools/z/project.json': '{',
      'pnpm-workspace.yaml': 'packages: [',
    };
    expect(names(files)).toEqual({ y: 'tools/y/project.json' });
  });
});

describe('projectFiles', () => {
  it.each([
    ["packages: ['pkg/**', '!pkg/x']", 'pkg/y/z', true],
    ["packages: ['pkg/**', '!pkg/x']", 'pkg/x', false],
    ["packages: ['!pkg/x']", 'anywhere/at/all', true],
    ["packages: ['pkg/lib-*']", 'pkg/lib-a', true],
    ["packages: ['pkg/lib-*']", 'pkg/app-a', false],
  ])('reads pnpm-workspace.yaml: %s of %s', (text, folder, expected) => {
    const files: Record<string, string> = { 'pnpm-workspace.yaml': text, [`${folder}/package.json`]: '{}' };
    expect(projectFiles((path) => files[path])(`${folder}/package.json`)).toBe(expected);
  });
});
