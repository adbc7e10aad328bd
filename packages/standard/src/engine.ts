import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import type { Standard } from '@org/ci-core';

/** Whether a package is linked from the workspace itself, where it changes without a new version. */
function isLinked(require: NodeJS.Require, name: string): boolean {
  try {
    return !require.resolve(`${name}/package.json`).split(sep).includes('node_modules');
  } catch {
    // not to be seen from here: it came with another package
    return false;
  }
}

const renderer = '@org/ci';

/** What renders for every standard. */
function rendererVersion(require: NodeJS.Require): string | undefined {
  try {
    return (require(`${renderer}/package.json`) as { version: string }).version;
  } catch {
    return undefined;
  }
}

/**
 * What decides the rendering besides the standard's own version: the packages that it is made of, and @org/ci. Undefined
 * where one of them may change without a new version, as it does while it is written in the same workspace.
 * @param root absolute path of the workspace
 */
export function engineOf(root: string, { name, version, parts }: Standard): string | undefined {
  const require = createRequire(join(root, 'package.json'));
  const own = parts ?? [{ name, version }];
  const ours = rendererVersion(require);
  if (
    ours === undefined ||
    ['@org/ci', ...own.map((part) => part.name)].some((one) => isLinked(require, one))
  )
    return undefined;
  return [{ name: renderer, version: ours }, ...own].map((part) => `${part.name}@${part.version}`).join(' ');
}
