import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  formatProblems,
  parseService,
  ProblemError,
  unwrap,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { logger } from '../workspace/nx';
import { parseOptions, readOptions, type ReadOptions } from '../workspace/parse-options';
import { writeFiles } from '../workspace/apply';
import { addWorkspaceGlobs } from '../workspace/globs';
import { findServices, readPins, readText, readWorkspace } from '../workspace/manifests';
import { appsFolder, otherNames } from '../workspace/surroundings';
import { resolveMissingPins } from '../pins/resolve-missing';
import { synchronize } from '../sync/synchronize';
import { formatManifest } from './manifest-text';
import { formatNextSteps } from './next-steps';
import { ServiceOptions } from './options';
import { planService, type NewService } from './plan';
import { readCustomConditions } from './custom-conditions';

/** Parent folder as a glob: `apps/billing/payments` → `apps/billing/*`. */
const globOf = (directory: string): string =>
  directory.includes('/') ? directory.replace(/[^/]+$/, '*') : directory;

function writeManifest(tree: Tree, options: ServiceOptions, added: NewService): string {
  const { description, owner, database } = options;
  const fields = {
    name: added.name.name,
    stack: added.stack.id,
    description,
    owner,
    port: added.port,
    database,
  };
  const text = formatManifest(fields, added.directory);
  writeFiles(tree, [{ path: `${added.directory}/service.yaml`, text }]);
  return text;
}

function seed(tree: Tree, workspace: Workspace, added: NewService, manifest: string): void {
  const { directory, stack, name } = added;
  const files = stack.seed({
    service: unwrap(parseService(manifest, `${directory}/service.yaml`)),
    directory,
    workspace,
    standard: loadStandard(tree.root, workspace.standard.name, workspace.standard.version),
    pins: readPins(tree),
    customConditions: readCustomConditions(tree),
    packageName: name.packageName,
  });
  writeFiles(
    tree,
    files.filter(({ path }) => !tree.exists(path)),
  );
}

/** Clashes with the workspace and options that are wrong by themselves: all in one round. */
async function plan(tree: Tree, standard: Standard, read: ReadOptions<ServiceOptions>): Promise<NewService> {
  const { services, problems } = await findServices(tree);
  if (problems.length > 0) logger.warn(formatProblems(problems));
  const around = {
    standard,
    services,
    appsFolder: appsFolder(tree),
    reserved: await otherNames(tree),
    isTaken: (directory: string) =>
      tree.children(directory).length > 0 || readText(tree, directory) !== undefined,
  };
  const planned = planService(read.valid, around);
  if (planned.ok && read.problems.length === 0) return planned.value;
  throw new ProblemError([...read.problems, ...(planned.ok ? [] : planned.problems)]);
}

function sayNextSteps(tree: Tree, { packageManager, registry }: Workspace, added: NewService): void {
  const { name, directory, port } = added;
  const hasReadme = tree.exists(`${directory}/README.md`);
  logger.info(
    `\n${formatNextSteps({ name: name.name, directory, port, packageManager, registry, hasReadme })}\n`,
  );
}

/** Writes the manifest and the seeded source, then takes the same path as sync. */
export async function serviceGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const workspace = readWorkspace(tree);
  const standard = loadStandard(tree.root, workspace.standard.name, workspace.standard.version);
  const stack = standard.stacks.map(({ id, title }) => `${id}: ${title}`).join(', ');
  const read = readOptions(ServiceOptions, input, { stack });
  const added = await plan(tree, standard, read);
  const options = parseOptions(ServiceOptions, input);
  const manifest = writeManifest(tree, options, added);
  seed(tree, workspace, added, manifest);
  addWorkspaceGlobs(tree, workspace.packageManager, [globOf(added.directory)]);
  const unresolved = await resolveMissingPins(tree, workspace);
  const { notes, open } = await synchronize(tree);
  const all = [...unresolved, ...notes, ...open];
  if (all.length > 0) logger.warn(formatProblems(all));
  return async () => {
    if (!options.skipInstall) (await import('@nx/devkit')).installPackagesTask(tree, true);
    sayNextSteps(tree, workspace, added);
  };
}

export default serviceGenerator;
