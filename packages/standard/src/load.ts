import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { failed, ok, ProblemError, unwrap, type Result, type Standard } from '@org/ci-core';
import satisfies from 'semver/functions/satisfies';
import { requireFresh } from './fresh';
import { standard as ours } from './standard';

/** A standard as a manifest names it. */
export interface StandardReference {
  readonly name: string;
  /** Version or range; any where it is left out. */
  readonly version?: string | undefined;
}

const isStandard = (value: unknown): value is Standard =>
  typeof value === 'object' &&
  value !== null &&
  'stacks' in value &&
  'artefacts' in value &&
  'gates' in value;

/** The installed package's file, or undefined where the workspace does not have it. */
function resolvePackage(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}

/** What is installed must be what the manifest asks for: another version has other gates, images and files. */
function inRange(
  standard: Standard,
  { name, version: range = '*' }: StandardReference,
  where: string,
): Result<Standard> {
  if (satisfies(standard.version, range, { includePrerelease: true })) return ok(standard);
  return failed({
    code: 'standard-version',
    where: `${where}.version`,
    what: `${where.split(' ')[0]} asks for ${name} ${range}, installed is ${standard.version}`,
    fix: `npm install ${name}@${range}; to move to ${standard.version}: npx nx g @org/ci:upgrade`,
  });
}

function requireStandard(root: string, name: string, where: string): Result<Standard> {
  const require = createRequire(join(root, 'package.json'));
  const file = resolvePackage(require, name);
  const problem = (code: string, what: string): Result<never> =>
    failed({ code, where: `${where}.name`, what: `${name} ${what}`, fix: `npm install ${name}` });
  if (file === undefined)
    return name === ours.name ? ok(ours) : problem('standard-missing', 'is not installed');
  const exported = requireFresh(require, realpathSync(root), file);
  const value = (exported as { standard?: unknown } | undefined)?.standard;
  return isStandard(value)
    ? ok(value)
    : problem('standard-invalid', 'exports no `standard` made with extendStandard');
}

/**
 * A standard from the workspace's own node_modules; the default one may also come with @org/ci.
 * @param root absolute path of the workspace
 * @param where the key that names it, e.g. `ci.yaml › standard`
 */
export function tryStandard(
  root: string,
  reference: StandardReference,
  where = 'ci.yaml › standard',
): Result<Standard> {
  try {
    const standard = requireStandard(root, reference.name, where);
    return standard.ok ? inRange(standard.value, reference, where) : standard;
  } catch (error) {
    if (error instanceof ProblemError) return failed(...error.problems);
    return failed({
      code: 'standard-invalid',
      where: reference.name,
      what: `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      fix: `reinstall ${reference.name}, or report it to its makers`,
    });
  }
}

/**
 * tryStandard of ci.yaml's, for rims.
 * @throws ProblemError where the package is missing, is of another version or exports no `standard`
 */
export const loadStandard = (root: string, name: string, version?: string): Standard =>
  unwrap(tryStandard(root, { name, version }));
