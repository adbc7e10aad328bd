import { uvLockFile } from '@org/ci-core';
import type { Packages } from '../packages';
import { readProductionLock } from './production-lock';
import { readRoot } from './root';

/** A uv workspace: pyproject.toml and uv.lock at the root. */
export const uv: Packages = {
  lockFile: () => uvLockFile,
  readRoot,
  productionLock: readProductionLock,
};
