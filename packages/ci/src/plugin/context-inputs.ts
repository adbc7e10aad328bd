import type { TargetConfiguration } from '@nx/devkit';
import {
  installerOf,
  libraryContext,
  patchesFolder,
  rootContext,
  serviceContext,
  type ContextRule,
  type Installer,
  type PackageManagers,
  type Stack,
} from '@org/ci-core';
import { architectureVariable } from './architecture';
import { joinGlobs } from './globs';
import { touchedByLock } from './python/inputs';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

const own = ({ folders, files }: ContextRule): Inputs => [
  '{projectRoot}/**/*',
  ...joinGlobs([
    ...folders.map((folder) => `!{projectRoot}/${folder}/**/*`),
    ...files.map((name) => `!{projectRoot}/**/${name}`),
  ]),
];

/**
 * Nx does not apply `!` globs to the files of dependencies: what stays out is within the globs. Without the star in
 * front, `!(…)` at the end of a path would match below the folder, too (seen with 23.2).
 */
export function ofLibraries({ folders, files }: ContextRule): Inputs {
  const ends = files.map((name) => name.slice(1)).join('|');
  const filesets = [
    `{projectRoot}/*!(${ends})`,
    `{projectRoot}/!(${folders.join('|')})/**/!(${files.join('|')})`,
  ];
  return filesets.map((fileset) => ({
    fileset,
    dependencies: true,
  }));
}

/**
 * Fields of the root's package.json that decide what the context has: those that are copied, and those that say whether
 * patch-package is installed. No script: none is copied, and none is run.
 */
export const manifestFields = [
  'overrides',
  'resolutions',
  'pnpm',
  'packageManager',
  'engines',
  'devEngines',
  'imports',
  'type',
  'private',
  'dependencies.patch-package',
  'devDependencies.patch-package',
  'optionalDependencies.patch-package',
] as const;

const manifest = { json: '{workspaceRoot}/package.json', fields: [...manifestFields] };

/** Decides where a service has no ignore file of its own. */
const rootIgnore = '.dockerignore';

const ofRoot = (files: readonly string[]): Inputs =>
  joinGlobs([...files, rootIgnore].map((file) => `{workspaceRoot}/${file}`));

const ofWorkspace: Readonly<Record<Installer, Inputs>> = {
  node: [...ofRoot([...rootContext.node, `${patchesFolder}/**/*`]), manifest],
  uv: [...ofRoot(rootContext.uv), ...touchedByLock],
  // its lock files are the service's own
  pip: ofRoot(rootContext.pip),
};

/**
 * Nx inputs that are the build context, by the rules that the executor writes it with, and the two files that are given
 * to the build beside it. The lock file is hashed by Nx per package that is used; so is, of a uv workspace, its root.
 */
export const contextInputs = (stack: Stack, managers: PackageManagers): Inputs => [
  ...own(serviceContext(stack.context)),
  ...ofLibraries(libraryContext),
  ...ofWorkspace[installerOf(stack, managers)],
];

/**
 * What decides the platform where ci.yaml names none: by environment variables, for the configuration itself must not
 * differ by machine. It is hashed into every target of the project.
 */
export const platformInputs = (platforms: readonly string[] = []): Inputs =>
  platforms.length > 0 ? [] : [{ env: 'DOCKER_DEFAULT_PLATFORM' }, { env: architectureVariable }];
