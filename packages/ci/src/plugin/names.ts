import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, projectNames } from '@org/ci-core';
import { globWithWorkspaceContextSync } from 'nx/src/utils/workspace-context';

const files = ['project.json', 'package.json'];

/** What Nx names projects by, in a workspace. */
export interface NamesByNx {
  /** Whether Nx names the project of a folder by itself, and not by its manifest. */
  readonly has: (directory: string) => boolean;
  /** All those names, with the file that says so. */
  readonly names: () => ReadonlyMap<string, string>;
}

/** Looked for where a service is named by its manifest alone: seldom, and it takes reading. */
export function readNames(root: string): NamesByNx {
  const read = (path: string): string | undefined =>
    existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
  let isProjectFile: ((path: string) => boolean) | undefined;
  let found: ReadonlyMap<string, string> | undefined;
  const find = () =>
    projectNames(
      globWithWorkspaceContextSync(
        root,
        files.flatMap((file) => [file, `**/${file}`]),
      ),
      read,
    );
  return {
    has: (directory) => files.some((file) => (isProjectFile ??= projectFiles(read))(`${directory}/${file}`)),
    names: () => (found ??= find()),
  };
}
