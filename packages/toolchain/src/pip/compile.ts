import path from 'node:path';
import { pipLock, type PipInputs } from '@org/ci-core';
import type { Command } from '../spawn/command';

/** What is locked, and how. */
export interface PipLocking {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Folder of the project, POSIX, from the root. */
  readonly folder: string;
  readonly inputs: PipInputs;
  /** Words by which people lock it again: they stand in the files. */
  readonly again: string;
  /** Newer versions than those that are locked: of all packages, or of these. */
  readonly upgrade?: true | readonly string[];
}

/** The virtual environment of pip-tools, for one version of Python. */
export const toolFolder = (root: string, pipTools: string, python: string): string =>
  path.join(root, 'node_modules/.cache/org-ci', `pip-tools-${pipTools}-python${python}`);

/** Commands that bring pip-tools into a virtual environment of its own. */
export const planTool = (folder: string, pipTools: string): readonly Command[] => [
  { tool: 'python3', args: ['-m', 'venv', '--clear', folder] },
  {
    tool: path.join(folder, 'bin/python'),
    args: ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pip-tools==${pipTools}`],
  },
];

/** Every file of a release gets its hash; indexes and their logins stay where they are configured. */
const options = [
  '--quiet',
  '--generate-hashes',
  '--strip-extras',
  '--allow-unsafe',
  '--no-emit-index-url',
  '--no-emit-find-links',
  '--no-emit-trusted-host',
];

const upgradeOptions = (upgrade: PipLocking['upgrade'] = []): string[] =>
  upgrade === true ? ['--upgrade'] : upgrade.map((name) => `--upgrade-package=${name}`);

/** Commands that write both lock files. The second keeps to the versions of the first. */
export function planCompile(tool: string, locking: PipLocking): readonly Command[] {
  const { root, folder, inputs, again, upgrade } = locking;
  const compile = (file: string, requirements: readonly string[], more: readonly string[]): Command => ({
    tool: path.join(tool, 'bin/pip-compile'),
    args: [...options, ...upgradeOptions(upgrade), ...more, `--output-file=${file}`, '-'],
    cwd: path.join(root, folder),
    env: { CUSTOM_COMPILE_COMMAND: again },
    input: `${requirements.join('\n')}\n`,
  });
  const { production, development } = inputs;
  return [
    compile(pipLock.production, production, []),
    compile(pipLock.development, [...production, ...development], [`--constraint=${pipLock.production}`]),
  ];
}

/** Text of the file with the workspace's own libraries. */
export const formatLibraries = ({ inputs, again }: PipLocking): string =>
  [
    `# Libraries of this workspace, from its root, which are installed besides. Written by: ${again}`,
    ...inputs.libraries.map((folder) => `./${folder}`),
    '',
  ].join('\n');
