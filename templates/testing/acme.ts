import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import {
  defineArtefact,
  defineStack,
  extendStandard,
  parseStandardFile,
  pinImage,
  unwrap,
  type Extension,
  type Standard,
} from '@org/ci-core';
import { packageFolder } from '../text/package-folder';
import { renderText } from '../text/text-template';
import { renderTree } from '../text/text-tree';
import { standard as base } from './standard';

/** A company's package with a stack of its own, as it would be published. */
export const acmeFolder = join(packageFolder(__dirname), 'contract/fixtures/acme-standard');

/** What `nx g @org/ci:standard` writes of it, the first with a line more. */
export const acmeScaffold: readonly string[] = ['index.js', 'artefacts/codeowners.js'];

/** Files that a person writes for it, as docs/authoring-a-stack.md shows them. */
export const acmeFiles: readonly string[] = [
  'stacks/go-api/index.js',
  'stacks/go-api/Dockerfile.ejs',
  'stacks/go-api/files/go.mod.ejs',
  'stacks/go-api/files/main.go',
];

export const acmeText = (path: string): string => readFileSync(join(acmeFolder, path), 'utf8');

/** What the package uses of @org/ci-standard, from the sources: what is built may be older. */
export const installed: Readonly<Record<string, unknown>> = {
  defineArtefact,
  defineStack,
  extendStandard,
  pinImage,
  renderText,
  renderTree,
  standard: base,
  readExtension: (folder: string, code: object): Extension => ({
    ...(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string }),
    data: unwrap(parseStandardFile(readFileSync(join(folder, 'standard.yaml'), 'utf8'), 'standard.yaml')),
    ...code,
  }),
};

type Run = (require: (name: string) => unknown, exports: object, folder: string) => void;

/** Runs a file of the package; it may require Node's modules, its own files and @org/ci-standard. */
function load(file: string): object {
  const exports = {};
  const run = compileFunction(readFileSync(file, 'utf8'), ['require', 'exports', '__dirname'], {
    filename: file,
  }) as unknown as Run;
  const require = (name: string): unknown => {
    if (name === '@org/ci-standard') return installed;
    if (!name.startsWith('.')) return createRequire(file)(name) as unknown;
    const path = createRequire(file).resolve(name);
    return extname(path) === '.js' ? load(path) : createRequire(file)(name);
  };
  run(require, exports, dirname(file));
  return exports;
}

/** The company's standard. */
export const acmeStandard = (): Standard =>
  (load(join(acmeFolder, 'index.js')) as { standard: Standard }).standard;
