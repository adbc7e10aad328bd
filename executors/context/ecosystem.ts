import { installerOf, type Ecosystem, type Installer, type PackageManagers } from '@org/ci-core';
import { node } from './node/ecosystem';
import type { Packages } from './packages';
import { pip } from './python/pip/packages';
import { uv } from './python/packages';

const all: Readonly<Record<Installer, Packages>> = { node, uv, pip };

/** That of a stack's services in a workspace. */
export const packagesOf = (stack: { readonly ecosystem?: Ecosystem }, managers: PackageManagers): Packages =>
  all[installerOf(stack, managers)];
