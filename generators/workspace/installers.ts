import { installerOf, type Ecosystem, type Installer, type PackageManagers } from '@org/ci-core';
import { addWorkspaceGlobs } from './globs';
import type { Packages } from './packages';
import { pip } from './python/pip';
import { uv } from './python/uv';

/** Parent folder as a glob: `apps/billing/payments` → `apps/billing/*`. */
const globOf = (directory: string): string =>
  directory.includes('/') ? directory.replace(/[^/]+$/, '*') : directory;

const node: Packages = {
  addMember(tree, directory, { packageManager }) {
    addWorkspaceGlobs(tree, packageManager, [globOf(directory)]);
  },
  async install(tree) {
    (await import('@nx/devkit')).installPackagesTask(tree, true);
  },
};

const all: Readonly<Record<Installer, Packages>> = { node, uv, pip };

/** That of a stack's services in a workspace. */
export const packagesOf = (stack: { readonly ecosystem?: Ecosystem }, managers: PackageManagers): Packages =>
  all[installerOf(stack, managers)];
