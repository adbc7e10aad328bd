import { dirname } from 'node:path/posix';
import type { Tree } from '@nx/devkit';
import { parsePyproject, planPipInputs, unwrap, type PythonProject } from '@org/ci-core';
import { lockWithPip, pipToolsOf, runCommand, type Runner } from '@org/ci-toolchain';
import { addIgnored, ignoredOfPython } from '../../init/ignored';
import { readText } from '../manifests';
import { globAsync } from '../nx';
import type { NewProject, Packages } from '../packages';
import { attempt } from './attempt';
import { edit } from './edit';

/** All of the workspace. Nx may not have seen the new one yet. */
async function readProjects(tree: Tree, added: string): Promise<PythonProject[]> {
  const files = new Set([`${added}/pyproject.toml`, ...(await globAsync(tree, ['**/pyproject.toml']))]);
  return [...files]
    .filter((file) => file.includes('/'))
    .map((file) => ({
      folder: dirname(file),
      manifest: unwrap(parsePyproject(readText(tree, file) ?? '', file)),
    }));
}

async function lock(tree: Tree, { name, directory, standard }: NewProject, run: Runner): Promise<void> {
  const inputs = unwrap(planPipInputs(await readProjects(tree, directory), directory));
  const again = `npx nx run ${name}:lock`;
  await lockWithPip({ root: tree.root, folder: directory, inputs, again }, pipToolsOf(standard), run);
}

export const pip: Packages = {
  // every pyproject.toml is seen as it is
  addMember(tree) {
    edit(tree, '.gitignore', (text) => addIgnored(text, ignoredOfPython));
  },
  install: (tree, project, run = runCommand) =>
    attempt(
      () => lock(tree, project, run),
      `then: npx nx run ${project.name}:lock, and commit what it writes`,
    ),
};
