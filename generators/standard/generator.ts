import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { formatProblems, unwrap } from '@org/ci-core';
import { packageFolder, renderTree } from '@org/ci-templates';
import { toRoot } from '../service/manifest-text';
import { writeFiles } from '../workspace/apply';
import { addWorkspaceGlobs } from '../workspace/globs';
import { isTaken } from '../workspace/is-taken';
import { logger, readNxJson, updateNxJson } from '../workspace/nx';
import { parseOptions } from '../workspace/parse-options';
import { otherNames } from '../workspace/surroundings';
import { detectManager } from '../init/package-manager';
import { StandardOptions } from './options';
import { planStandard, type NewStandard } from './plan';
import { planRelease } from './release';

const ownVersion = (): string => {
  const file = join(packageFolder(__dirname), 'package.json');
  return (createRequire(__filename)(file) as { version: string }).version;
};

function writePackage(tree: Tree, { name }: StandardOptions, { packageName, directory }: NewStandard): void {
  const data = {
    packageName,
    title: name,
    range: `^${ownVersion()}`,
    toRoot: toRoot(directory),
    today: new Date().toISOString().slice(0, 10),
  };
  const files = renderTree(join(packageFolder(__dirname), 'standard/files'), data);
  writeFiles(
    tree,
    files.map(({ path, text }) => ({ path: `${directory}/${path}`, text })),
  );
}

function registerRelease(tree: Tree, added: NewStandard): void {
  const nxJson = readNxJson(tree) ?? {};
  const { release, problems } = planRelease(nxJson.release, added);
  if (problems.length > 0) logger.warn(formatProblems(problems));
  else updateNxJson(tree, { ...nxJson, ...(release && { release }) });
}

/** `nx release` needs it to know what a version of a package is. */
async function addNxJs(tree: Tree): Promise<void> {
  const { addDependenciesToPackageJson, NX_VERSION } = await import('@nx/devkit');
  addDependenciesToPackageJson(tree, {}, { '@nx/js': NX_VERSION }, undefined, true);
}

const nextSteps = ({ packageName, directory }: NewStandard): string => `
${packageName} is in ${directory}. Next:
  npx nx test ${packageName}                          # renders everything; the first run writes the goldens
  npx nx release 0.1.0 --projects=${packageName}      # publishes it
  in a workspace that shall follow it: npm install -D ${packageName}, and name it in ci.yaml
`;

/** Writes the package, links it into the workspace, and lets nx release know it. */
export async function standardGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const options = parseOptions(StandardOptions, input);
  const names = await otherNames(tree);
  const added = unwrap(planStandard(options, { names, isTaken: (directory) => isTaken(tree, directory) }));
  writePackage(tree, options, added);
  addWorkspaceGlobs(
    tree,
    detectManager((path) => tree.exists(path), undefined),
    [added.directory.includes('/') ? added.directory.replace(/[^/]+$/, '*') : added.directory],
  );
  registerRelease(tree, added);
  await addNxJs(tree);
  return async () => {
    if (!options.skipInstall) (await import('@nx/devkit')).installPackagesTask(tree, true);
    logger.info(nextSteps(added));
  };
}

export default standardGenerator;
