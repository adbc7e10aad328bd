import type { PackageManagers } from '@org/ci-core';
import type { PythonManager } from './manager';
import { pip } from './pip';
import { uv } from './uv';

const all: Readonly<Record<PythonManager['id'], PythonManager>> = { uv, pip };

/** That of a workspace. */
export const managerOf = ({ pythonPackageManager }: PackageManagers): PythonManager =>
  all[pythonPackageManager];
