import type { TargetConfiguration } from '@nx/devkit';
import { uvLockFile } from '@org/ci-core';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

const files = [uvLockFile, 'pyproject.toml'];

/**
 * Files of a uv workspace's root: a change of them makes a project affected, and is not hashed. Nx's affected looks at
 * whole files, its hasher at packages (nodes.ts): those that use none of the packages that changed are found in the
 * cache.
 */
export const touchedByLock: Inputs = files.flatMap((file) => [
  `{workspaceRoot}/${file}`,
  `!{workspaceRoot}/${file}`,
]);
