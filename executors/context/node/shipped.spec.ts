import { describe, expect, it } from 'vitest';
import { packageOf, shippedSources } from './shipped';

const copies = (...paths: string[]) => paths.map((path) => ({ path, kind: 'copy' as const }));

describe('shippedSources', () => {
  it('are what a bundler may reach, and no tools', () => {
    const context = [
      ...copies('apps/api/build.mjs', 'apps/api/src/main.ts', 'apps/api/src/a/b.tsx', 'apps/api/src/a.sql'),
      ...copies('libs/plain/index.js', 'libs/plain/vite.config.ts', 'libs/plain/package.json'),
      { path: 'package.json', kind: 'text' as const, text: '{}' },
    ];
    expect(shippedSources(context, 'apps/api')).toEqual([
      'apps/api/src/main.ts',
      'apps/api/src/a/b.tsx',
      'libs/plain/index.js',
    ]);
  });

  it('are those beside the package.json where there is no src', () => {
    expect(shippedSources(copies('apps/api/main.mjs'), 'apps/api')).toEqual(['apps/api/main.mjs']);
  });
});

describe('packageOf', () => {
  it.each([
    ['semver', 'semver'],
    ['semver/ranges/gt.js', 'semver'],
    ['@acme/money/usd', '@acme/money'],
    ['fs', undefined],
    ['node:test', undefined],
    ['./near', undefined],
    ['/abs', undefined],
    ['#inner', undefined],
    ['@acme', undefined],
    ['', undefined],
  ])('%s → %s', (specifier, name) => {
    expect(packageOf(specifier)).toBe(name);
  });
});
