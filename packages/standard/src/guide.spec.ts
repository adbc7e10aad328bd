import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import {
  extendStandard,
  parseService,
  parseStandardFile,
  StandardFile,
  unwrap,
  type Standard,
} from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { standardProblems } from './check/standard';
import * as installed from './index';
import { folderOf } from './testing/folder';

const page = readFileSync(join(__dirname, '../../../docs/standard.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(/```(\w+)\n([^]*?)```/g)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
const manifests = blocks('yaml').filter((text) => text.startsWith('# apps/'));
const points = blocks('yaml').filter((text) => !text.startsWith('# '));
const { standard: base } = installed;

type Run = (require: (name: string) => unknown, exports: object, folder: string) => void;

/** The JavaScript files of the page, which may require each other. */
function runner(folder: string): (file: string) => Record<string, unknown> {
  const sources = new Map(blocks('js').map((text) => [/^\/\/ (\S+)/.exec(text)?.[1] ?? '', text] as const));
  const loaded = new Map<string, Record<string, unknown>>();
  const load = (file: string): Record<string, unknown> => {
    const known = loaded.get(file);
    if (known) return known;
    const exports = {};
    loaded.set(file, exports);
    const require = (name: string): unknown =>
      name === '@org/ci-standard' ? installed : load(`${name.replace(/^\.\/|\.js$/g, '')}.js`);
    const text = sources.get(file) ?? `throw new Error('no ${file}')`;
    const run = compileFunction(text, ['require', 'exports', '__dirname']) as unknown as Run;
    run(require, exports, folder);
    return exports;
  };
  return load;
}

describe('docs/standard.md', () => {
  it('has an example of every key of standard.yaml', () => {
    const keys = new Set(points.flatMap((text) => [...text.matchAll(/^(\w+):/gm)].map(([, key]) => key)));
    expect([...keys].sort()).toEqual(
      Object.keys(StandardFile.shape)
        .filter((key) => key !== '$schema')
        .sort(),
    );
  });

  it.each(points.map((text) => [text.split('\n')[0], text]))('%s works, and changes something', (_, text) => {
    const data = unwrap(parseStandardFile(text, 'standard.yaml'));
    const extended = extendStandard(base, { name: '@acme/ci-standard', version: '1.0.0', data });
    const changed = (standard: Standard): string =>
      JSON.stringify({ ...standard, name: '', version: '', parts: [] });
    const nothing = extendStandard(base, { name: 'x', version: '1.0.0', data: {} });
    expect(changed(extended)).not.toBe(changed(nothing));
    const folder = folderOf({});
    const wrong = standardProblems(extended, { folder, update: true });
    expect(wrong.filter(({ where }) => !/^(CHANGELOG|migrations)/.test(where))).toEqual([]);
  });

  it('has code that runs: an artefact, a stack of another, a template replaced', () => {
    const folder = folderOf({ 'package.json': '{ "name": "@acme/ci-standard", "version": "1.0.0" }' });
    const { standard } = runner(folder)('index.js') as { standard: Standard };
    expect(standard.stacks.map(({ id }) => id)).toContain('tenant-api');
    expect(standard.artefacts.map(({ id }) => id)).toEqual([...base.artefacts.map(({ id }) => id), 'notice']);
  });

  it('says rightly what happens to two packages', () => {
    const folder = folderOf({
      'package.json': '{ "name": "@acme/ci-standard", "version": "1.0.0" }',
      'standard.yaml': 'gates: { scan: { high: 0 } }\n',
    });
    const { sideBySide, lastWord } = runner(folder)('combined.js') as Record<string, () => Standard>;
    expect(sideBySide).toThrow(/@acme\/security-pack sets 1, @acme\/ci-standard sets 0/);
    expect(lastWord?.().gates.scan.high).toBe(0);
  });

  it('shows a manifest that is one, and links to pages that are there', () => {
    expect(manifests).toHaveLength(1);
    expect(parseService(manifests[0] ?? '', 'service.yaml')).toMatchObject({ ok: true });
    for (const [, link = ''] of page.matchAll(/\]\(((?!#|http)[^)]+)\)/g))
      expect(existsSync(join(__dirname, '../../../docs', link.replace(/#.*/, ''))), link).toBe(true);
  });
});
