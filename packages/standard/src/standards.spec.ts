import { symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { StandardFile, unwrap, type Result, type Standard } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { tryStandard } from './load';
import { standard as ours } from './standard';
import file from './standard.json';
import { loadStandards, standardFor } from './standards';
import { folderOf, packageFiles, write } from './testing/folder';

const problems = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ code, where }) => `${code} ${where}`);
const nameOf = (result: Result<Standard>): string => {
  const { name, version } = unwrap(result);
  return `${name} ${version}`;
};

describe('the default standard', () => {
  it('is data of its own schema, and every gate is closed', () => {
    expect(StandardFile.parse(file)).toEqual(file);
    expect(Object.values({ ...ours.gates.scan, ...ours.gates.smoke }).every(Number.isFinite)).toBe(true);
    expect(ours.pins.actions).toEqual(file.pins.add.actions);
    expect(ours.parts).toEqual([{ name: '@org/ci-standard', version: ours.version }]);
  });
});

describe('standards of a workspace', () => {
  const root = (): string =>
    folderOf({ ...packageFiles('@acme/one', '1.0.0'), ...packageFiles('@acme/two', '2.3.0') });
  const workspace = { standard: { name: '@acme/one', version: '^1.0.0' } };

  it('are ci.yaml’s, and for a service the one that it names', () => {
    const standards = unwrap(loadStandards(root(), workspace));
    const of = (standard?: { name: string; version?: string }): string =>
      nameOf(standardFor(standards, { standard }, 'apps/a/service.yaml'));
    expect(of()).toBe('@acme/one 1.0.0');
    expect(of({ name: '@acme/two' })).toBe('@acme/two 2.3.0');
    expect(of({ name: '@acme/two', version: '~2.3.0' })).toBe('@acme/two 2.3.0');
    expect(of({ name: '@org/ci-standard' }), 'comes with us').toBe(`@org/ci-standard ${ours.version}`);
  });

  it('that are missing or of another version are problems of the manifest that names them', () => {
    const standards = unwrap(loadStandards(root(), workspace));
    const of = (standard: { name: string; version?: string }): string[] =>
      problems(standardFor(standards, { standard }, 'apps/a/service.yaml'));
    expect(of({ name: '@acme/two', version: '^3.0.0' })).toEqual([
      'standard-version apps/a/service.yaml › standard.version',
    ]);
    expect(of({ name: '@acme/three' })).toEqual(['standard-missing apps/a/service.yaml › standard.name']);
    expect(problems(loadStandards(root(), { standard: { name: '@acme/one', version: '2.0.0' } }))).toEqual([
      'standard-version ci.yaml › standard.version',
    ]);
  });

  it('that throw or export something else are problems too', () => {
    const folder = folderOf({
      'node_modules/broken/index.js': 'syntax error here',
      'node_modules/other/index.js': 'exports.standards = {};',
      'node_modules/nothing/index.js': 'module.exports = undefined;',
    });
    for (const name of ['broken', 'other', 'nothing'])
      expect(problems(tryStandard(folder, { name }))[0], name).toMatch(/^standard-invalid/);
  });
});

describe('a standard that is written in the workspace', () => {
  it('is loaded anew after an edit of its code or data, and only then', () => {
    const root = folderOf({
      ...packageFiles('@acme/linked', '1.0.0', 'packages/linked'),
      'packages/linked/index.js': `exports.standard = { ...require('./lib.js'), ...require('./package.json'), stacks: [], artefacts: [] };`,
      'packages/linked/lib.js': 'module.exports = { gates: 1 };',
      'node_modules/@acme/.keep': '',
    });
    symlinkSync(join(root, 'packages/linked'), join(root, 'node_modules/@acme/linked'));
    const load = (): Standard => unwrap(tryStandard(root, { name: '@acme/linked' }));
    const touched = (path: string, text: string, second: number): void => {
      write(root, { [path]: text });
      utimesSync(join(root, path), second, second);
    };
    const first = load();
    expect(load()).toBe(first);
    touched('packages/linked/lib.js', 'module.exports = { gates: 2 };', 1_900_000_000);
    expect(load().gates).toBe(2);
    touched('packages/linked/standard.yaml', 'labels: {}', 1_900_000_001);
    expect(load()).not.toBe(first);
    touched('packages/linked/package.json', '{ "name": "@acme/linked", "version": "1.1.0" }', 1_900_000_002);
    expect(load().version).toBe('1.1.0');
  });
});
