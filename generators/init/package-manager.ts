import { ProblemError } from '@org/ci-core';

/** Files at the workspace's root that tell which package manager is used. */
const traces = {
  pnpm: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'],
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
  other: ['yarn.lock', 'bun.lock', 'bun.lockb'],
} as const;

/**
 * The package manager of a workspace: its lock file, else `packageManager` of package.json, else npm.
 * @throws ProblemError for yarn and bun, which no Dockerfile is written for
 */
export function detectManager(
  exists: (path: string) => boolean,
  declared: string | undefined,
): 'npm' | 'pnpm' {
  if (traces.pnpm.some(exists)) return 'pnpm';
  if (traces.npm.some(exists)) return 'npm';
  const other = traces.other.find(exists) ?? (/^(yarn|bun)@/.test(declared ?? '') ? declared : undefined);
  if (other !== undefined)
    throw new ProblemError({
      code: 'package-manager',
      where: other,
      what: 'services are built with npm or pnpm',
      fix: 'move the workspace to npm or pnpm, or choose with --packageManager',
    });
  return declared?.startsWith('pnpm@') ? 'pnpm' : 'npm';
}
