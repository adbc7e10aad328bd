import path from 'node:path';
import { lockedCheck, pipLock } from '@org/ci-core';
import type { Command } from '@org/ci-toolchain';

/** A project of pip. */
export interface VenvProject {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Folder of the project, POSIX, from the root. */
  readonly directory: string;
  /** Folders of the workspace's libraries that it uses. */
  readonly libraries: readonly string[];
}

/** Folder of the virtual environment, POSIX, from the root. */
export const venvOf = ({ directory }: Pick<VenvProject, 'directory'>): string =>
  path.posix.join(directory, '.venv');

const python = (project: VenvProject, ...args: string[]): Command => ({
  tool: path.join(project.root, venvOf(project), 'bin/python'),
  args,
  cwd: project.root,
});

const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];

/** Folders of libraries in the text of their lock file. */
export const librariesIn = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line) => (line.startsWith('./') ? [line.slice(2).trim()] : []));

/** Commands that make it anew: what is no longer locked is then no longer there. Libraries follow their sources. */
export function planInstall(project: VenvProject): readonly Command[] {
  const { root, directory, libraries } = project;
  const editable = libraries.map((folder) => `--editable=./${folder}`);
  const locked = path.posix.join(directory, pipLock.development);
  return [
    { tool: 'python3', args: ['-m', 'venv', '--clear', venvOf(project)], cwd: root },
    python(project, ...install, '--require-hashes', `--requirement=${locked}`),
    ...(editable.length > 0 ? [python(project, ...install, '--no-deps', ...editable)] : []),
  ];
}

/** The command that fails where a pyproject.toml asks for what is not locked. */
export const planCheck = (project: VenvProject): Command =>
  python(project, '-c', lockedCheck.join('\n'), project.directory);
