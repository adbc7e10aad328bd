import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A TypeScript file of the product. */
export interface Source {
  /** POSIX, from the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Modules that it imports, types included. */
  readonly imports: readonly string[];
}

/** Folders that are packages, in the order in which they may use each other. */
export const packages = {
  core: 'packages/core',
  oci: 'packages/oci',
  toolchain: 'packages/toolchain',
  templates: 'templates',
  standard: 'packages/standard',
  generators: 'generators',
  executors: 'executors',
  ci: 'packages/ci',
} as const;

const skipped = new Set(['node_modules', 'dist', 'files', 'fixtures', 'testing', 'test', 'contract']);

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(root, path);
    return entry.name.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** Specifiers of import and export statements, of `import()` and of `require()`. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g)].map(
    ([, , name]) => name ?? '',
  );

/** The product's own files without tests. `folder` is one of `packages`. */
export const sourcesOf = (root: string, folder: string): Source[] =>
  walk(root, folder).map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, imports: importsOf(text) };
  });
