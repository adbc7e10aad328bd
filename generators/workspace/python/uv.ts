import { unwrap } from '@org/ci-core';
import { runCommand, type Runner } from '@org/ci-toolchain';
import { addIgnored, ignoredOfPython } from '../../init/ignored';
import { logger } from '../nx';
import type { Packages } from '../packages';
import { addUvMember } from '../uv-members';
import { attempt } from './attempt';
import { edit } from './edit';

const nextStep = 'then, at the root: uv lock, and commit uv.lock';

async function lock(root: string, run: Runner): Promise<void> {
  const { exitCode, stderr } = await run({ tool: 'uv', args: ['lock'], cwd: root });
  if (exitCode !== 0) logger.warn(`uv lock failed; correct what it says, ${nextStep}:\n${stderr.trimEnd()}`);
}

export const uv: Packages = {
  addMember(tree, directory) {
    edit(tree, 'pyproject.toml', (text) => unwrap(addUvMember(text, directory)));
    edit(tree, '.gitignore', (text) => addIgnored(text, ignoredOfPython));
  },
  // targets and Dockerfiles install by themselves what the lock file names
  install: ({ root }, _project, run = runCommand) => attempt(() => lock(root, run), nextStep),
};
