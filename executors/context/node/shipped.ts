import { isBuiltin } from 'node:module';
import path from 'node:path';
import { isNamed } from '@org/ci-core';
import { findImports } from 'nx/src/native';
import type { ContextFile } from '../plan';

const isSource = (file: string): boolean => /\.[cm]?[jt]sx?$/.test(file);

/**
 * Pure: the files of a service's context that may go into its bundle. Settings of tools do not, nor what lies beside the
 * service's `src`: it builds.
 */
export function shippedSources(context: readonly ContextFile[], service: string): string[] {
  const hasSource = context.some((file) => file.path.startsWith(`${service}/src/`));
  const isTool = (file: string): boolean =>
    (hasSource && path.posix.dirname(file) === service) || isNamed(path.posix.basename(file), '*.config.*');
  return context
    .filter((file) => file.kind === 'copy' && isSource(file.path) && !isTool(file.path))
    .map((file) => file.path);
}

/** Pure: `@scope/name/file` → `@scope/name`; undefined of a path, and of what Node.js has itself. */
export function packageOf(specifier: string): string | undefined {
  if (isBuiltin(specifier)) return undefined;
  return /^(?:@[^/]+\/)?[^@./#][^/]*/.exec(specifier)?.[0];
}

/**
 * Names of the packages that these files (POSIX, from the root) import, sorted: as Nx reads them for its graph, so static
 * and dynamic imports, require(), and types too.
 */
export function importedPackages(root: string, files: readonly string[]): string[] {
  const found = findImports({ sources: files.map((file) => path.join(root, file)) });
  const specifiers = found.flatMap((each) => [
    ...each.staticImportExpressions,
    ...each.dynamicImportExpressions,
  ]);
  return [...new Set(specifiers.flatMap((specifier) => packageOf(specifier) ?? []))].sort();
}
