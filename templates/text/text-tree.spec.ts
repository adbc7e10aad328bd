import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFolder } from './package-folder';
import { renderText } from './text-template';
import { renderTree, targetPath } from './text-tree';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'text-tree-'));
  mkdirSync(join(folder, 'src/__tests__'), { recursive: true });
  writeFileSync(join(folder, '_gitignore'), 'dist\n');
  writeFileSync(join(folder, 'src/main.ts.ejs'), "const name = '<%- name %>';\n");
  writeFileSync(join(folder, 'src/__tests__/a.ts'), '<%- untouched %>\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('targetPath', () => {
  it.each([
    ['_gitignore', '.gitignore'],
    ['a/_env.example.ejs', 'a/.env.example'],
    ['_github/workflows/ci.yml', '.github/workflows/ci.yml'],
    ['src/__tests__/x.ts', 'src/__tests__/x.ts'],
  ])('%s → %s', (path, target) => {
    expect(targetPath(path)).toBe(target);
  });
});

describe('renderTree', () => {
  it('renders templates, copies the rest, in one order', () => {
    expect(renderTree(folder, { name: "it's <b>" })).toEqual([
      { path: '.gitignore', text: 'dist\n' },
      { path: 'src/__tests__/a.ts', text: '<%- untouched %>\n' },
      { path: 'src/main.ts', text: "const name = 'it's <b>';\n" },
    ]);
  });

  it('refuses a name that the data does not have', () => {
    expect(() => renderText(join(folder, 'src/main.ts.ejs'), {})).toThrow(/name is not defined/);
  });

  it('compiles a file once', () => {
    const file = join(folder, 'src/main.ts.ejs');
    renderText(file, { name: 'first' });
    writeFileSync(file, 'changed');
    expect(renderText(file, { name: 'second' })).toBe("const name = 'second';\n");
  });
});

describe('packageFolder', () => {
  it('finds the package from its source and from its dist folder', () => {
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(packageFolder(join(folder, 'src/__tests__'))).toBe(folder);
    expect(packageFolder(folder)).toBe(folder);
  });
});
