import type { Tree } from '@nx/devkit';
import type { StandardData, Workspace } from '@org/ci-core';
import type { Runner } from '@org/ci-toolchain';

/** A project whose packages are to be installed. */
export interface NewProject {
  readonly name: string;
  /** POSIX, from the root. */
  readonly directory: string;
  readonly standard: StandardData;
}

/** What generators do for whatever installs the packages of a project. */
export interface Packages {
  /** Lets it see the project in this folder (POSIX, from the root); changes nothing where it does. */
  addMember(tree: Tree, directory: string, workspace: Workspace): void;
  /** Afterwards, when the tree is written: brings the lock file up to date. */
  install(tree: Tree, project: NewProject, run?: Runner): Promise<void>;
}
