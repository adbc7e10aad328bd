import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { failed, type Result } from '@org/ci-core';
import { pruneNpmLock } from './npm-lock';
import { prunePnpmLock } from './pnpm-lock';
import type { LockPruning, PrunedLock } from './pruning';

export type PackageManager = 'npm' | 'pnpm';

export const lockFile = { npm: 'package-lock.json', pnpm: 'pnpm-lock.yaml' } as const;

const prune = { npm: pruneNpmLock, pnpm: prunePnpmLock };

/** The workspace's lock file narrowed to what these workspaces need. */
export async function pruneLock(
  root: string,
  manager: PackageManager,
  pruning: LockPruning,
): Promise<Result<PrunedLock>> {
  const file = lockFile[manager];
  try {
    return prune[manager](await readFile(path.join(root, file), 'utf8'), pruning);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return failed({
      code: 'lock-missing',
      where: file,
      what: `is missing; ci.yaml says packageManager: ${manager}`,
      fix: `${manager} install writes it; commit it`,
    });
  }
}
