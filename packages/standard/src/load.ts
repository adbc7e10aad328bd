import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ProblemError, type Standard } from '@org/ci-core';
import { standard as ours } from './standard';

const isStandard = (value: unknown): value is Standard =>
  typeof value === 'object' &&
  value !== null &&
  'stacks' in value &&
  'artefacts' in value &&
  'gates' in value;

const problem = (code: string, name: string, what: string): ProblemError =>
  new ProblemError({
    code,
    where: 'ci.yaml › standard.name',
    what: `${name} ${what}`,
    fix: `npm install ${name}`,
  });

/** The installed package's file, or undefined where the workspace does not have it. */
function resolvePackage(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/**
 * The standard that a workspace follows, from its own node_modules; the default one may also come with @org/ci.
 * @param root absolute path of the workspace
 * @throws ProblemError where the package is missing or exports no `standard`
 */
export function loadStandard(root: string, name: string): Standard {
  const require = createRequire(join(root, 'package.json'));
  const file = resolvePackage(require, name);
  if (file === undefined) {
    if (name === ours.name) return ours;
    throw problem('standard-missing', name, 'is not installed');
  }
  const exported: unknown = require(file);
  const value = (exported as { standard?: unknown }).standard;
  if (isStandard(value)) return value;
  throw problem('standard-invalid', name, 'exports no `standard` made with defineStandard');
}
