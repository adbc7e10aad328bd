import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ProblemError, unwrap, type Standard } from '@org/ci-core';
import { tryStandard } from '@org/ci-standard';

const isThere = (folder: string, name: string): boolean =>
  existsSync(join(folder, 'node_modules', name, 'package.json'));

/**
 * What renders is the workspace's own: the version is found below its node_modules, and so finds what lies there. pnpm
 * may keep that elsewhere; then it comes along.
 */
function withoutPeers(root: string): string[] {
  try {
    createRequire(join(root, 'package.json')).resolve('@org/ci-standard/package.json');
    return ['--legacy-peer-deps'];
  } catch {
    return [];
  }
}

/** npm installs what its registry settings reach; scripts of packages are not run. */
async function install(root: string, folder: string, name: string, version: string): Promise<void> {
  const { runCommand } = await import('@org/ci-toolchain');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--loglevel=error',
    ...withoutPeers(root),
  ];
  const command = {
    tool: 'npm',
    args: ['install', ...quiet, `--prefix=${folder}`, `${name}@${version}`],
    cwd: root,
  };
  const { exitCode, stderr } = await runCommand(command, { timeoutMs: 300_000 });
  if (exitCode === 0 && isThere(folder, name)) return;
  rmSync(folder, { recursive: true, force: true });
  throw new ProblemError({
    code: 'standard-fetch',
    where: `${name}@${version}`,
    what: `npm could not install it: ${stderr.trim().split('\n').slice(-3).join(' ')}`,
    fix: `look at the version and the registry: npm view ${name} versions`,
  });
}

/**
 * A version of a standard that is not installed, from a folder beside the workspace's packages: looking at an upgrade
 * changes no lock file.
 * @param root absolute path of the workspace
 * @throws ProblemError where npm has no such version
 */
export async function fetchStandard(root: string, name: string, version: string): Promise<Standard> {
  const folder = join(root, 'node_modules/.cache/org-ci/standards', name, version);
  if (!isThere(folder, name)) await install(root, folder, name, version);
  return unwrap(tryStandard(folder, { name, version }));
}
