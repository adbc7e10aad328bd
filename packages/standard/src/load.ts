import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ProblemError, type Standard } from '@org/ci-core';
import satisfies from 'semver/functions/satisfies';
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

/** What is installed must be what ci.yaml asks for: another version has other gates, images and files. */
function demandVersion({ name, version }: Standard, range: string): void {
  if (satisfies(version, range, { includePrerelease: true })) return;
  throw new ProblemError({
    code: 'standard-version',
    where: 'ci.yaml › standard.version',
    what: `ci.yaml asks for ${name} ${range}, installed is ${version}`,
    fix: `npm install ${name}@${range}, or set standard.version to ${version} and run: npx nx sync`,
  });
}

/**
 * The standard that a workspace follows, from its own node_modules; the default one may also come with @org/ci.
 * @param root absolute path of the workspace
 * @param range version or range that ci.yaml asks for; any where it is left out
 * @throws ProblemError where the package is missing, is of another version or exports no `standard`
 */
export function loadStandard(root: string, name: string, range = '*'): Standard {
  const standard = requireStandard(root, name);
  demandVersion(standard, range);
  return standard;
}

function requireStandard(root: string, name: string): Standard {
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
