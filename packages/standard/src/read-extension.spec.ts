import { ProblemError } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { readExtension } from './read-extension';
import { folderOf } from './testing/folder';

const manifest = '{ "name": "@acme/ci-standard", "version": "1.2.3" }';
const thrown = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  return '';
};

describe('readExtension', () => {
  it.each([
    ['standard.yaml', 'labels:\n  team: a\n'],
    ['standard.json', '{ "labels": { "team": "a" } }'],
  ])('reads %s, and takes the code as it is', (name, text) => {
    const folder = folderOf({ 'package.json': manifest, [name]: text });
    const artefacts = { add: [] };
    expect(readExtension(folder, { artefacts })).toEqual({
      name: '@acme/ci-standard',
      version: '1.2.3',
      data: { labels: { team: 'a' } },
      artefacts,
    });
  });
  it('needs no data', () => {
    expect(readExtension(folderOf({ 'package.json': manifest })).data).toEqual({});
  });
  it('says everything that is wrong, with its file', () => {
    const bad = folderOf({
      'package.json': manifest,
      'standard.yaml': 'gatez: {}\nrules: { pinMaxAgeDays: 0 }\n',
    });
    expect(thrown(() => readExtension(bad))).toMatch(
      /standard\.yaml[^]*gatez[^]*did you mean gates[^]*|pinMaxAgeDays/,
    );
    expect(thrown(() => readExtension(bad))).toContain('rules.pinMaxAgeDays');
    const unnamed = folderOf({ 'package.json': '{ "version": "one" }' });
    expect(thrown(() => readExtension(unnamed))).toMatch(/name[^]*version/);
  });
});
