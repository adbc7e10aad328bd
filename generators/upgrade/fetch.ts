import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
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

/** What runs left behind that did not live to their end: `2.1.0~4711`, the number that of their process. */
async function removeLeftOvers(folder: string): Promise<void> {
  const { isAlive } = await import('@org/ci-toolchain');
  const start = `${basename(folder)}~`;
  const names = readdirSync(dirname(folder)).filter((one) => one.startsWith(start));
  for (const name of names)
    if (/^\d+$/.test(name.slice(start.length)) && !isAlive(Number(name.slice(start.length))))
      rmSync(join(dirname(folder), name), { recursive: true, force: true });
}

/** npm reads the settings of the folder that it installs into: the workspace's say which registry a scope is from. */
function linkSettings(root: string, folder: string): void {
  const settings = join(root, '.npmrc');
  if (existsSync(settings)) symlinkSync(settings, join(folder, '.npmrc'));
}

/** The lines of npm that say what went wrong, without its prefix: the code, and the address that it asked. */
const reasonIn = (stderr: string): string =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('npm error '))
    .slice(0, 2)
    .map((line) => line.replace(/^npm error (code )?/, '').trim())
    .join(': ');

/** npm installs what its registry settings reach; scripts of packages are not run. Undefined, or what went wrong. */
async function runNpm(root: string, folder: string, wanted: string): Promise<string | undefined> {
  const { runCommand } = await import('@org/ci-toolchain');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  const args = ['install', ...quiet, ...withoutPeers(root), `--prefix=${folder}`, wanted];
  const { exitCode, stderr } = await runCommand({ tool: 'npm', args, cwd: root }, { timeoutMs: 300_000 });
  return exitCode === 0 ? undefined : reasonIn(stderr) || stderr.trim().slice(-500);
}

/** Whole or not at all: it gets its name once everything is there. */
async function install(root: string, folder: string, name: string, version: string): Promise<void> {
  const unfinished = `${folder}~${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  await removeLeftOvers(folder);
  writeFileSync(join(unfinished, 'package.json'), '{ "private": true }\n');
  linkSettings(root, unfinished);
  const wrong = await runNpm(root, unfinished, `${name}@${version}`);
  if (wrong === undefined && isThere(unfinished, name)) {
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
    return;
  }
  rmSync(unfinished, { recursive: true, force: true });
  throw new ProblemError({
    code: 'standard-fetch',
    where: `${name}@${version}`,
    what: `npm could not install it: ${wrong ?? 'it is not where npm installs'}`,
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
