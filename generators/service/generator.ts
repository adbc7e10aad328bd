import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  formatProblems,
  parseService,
  ProblemError,
  unwrap,
  type Service,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import { logger } from '../workspace/nx';
import { readOptions, type ReadOptions } from '../workspace/parse-options';
import { writeFiles } from '../workspace/apply';
import { readFacts, type Facts } from '../workspace/facts';
import { addWorkspaceGlobs } from '../workspace/globs';
import { readPins, readText, withService } from '../workspace/manifests';
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

function writeManifest(
  tree: Tree,
  { description, owner, database }: ServiceOptions,
  added: NewService,
  followed: Standard | undefined,
): Service {
  const fields = {
    name: added.name.name,
    stack: added.stack.id,
    standard: followed && { name: followed.name, version: `^${followed.version}` },
    description,
    owner,
    port: added.port,
    database,
  };
  const text = formatManifest(fields, added.directory);
  const path = `${added.directory}/service.yaml`;
  writeFiles(tree, [{ path, text }]);
  return unwrap(parseService(text, path));
}

/** The standard that the service names; undefined where it follows ci.yaml's. */
function followedBy({ standards }: Facts, name: string | undefined): Standard | undefined {
  if (name === undefined || name === standards.workspace.name) return undefined;
  return unwrap(standards.of({ standard: { name } }, '--standard'));
}

function seed(
  tree: Tree,
  { workspace, standard }: Pick<Facts, 'workspace' | 'standard'>,
  added: NewService,
  service: Service,
): void {
  const { directory, stack, name } = added;
  const files = stack.seed({
    service,
    directory,
    workspace,
    standard,
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
async function plan(
  tree: Tree,
  { standard, found: { services, problems } }: Facts,
  read: ReadOptions<ServiceOptions>,
): Promise<{ readonly added: NewService; readonly options: ServiceOptions }> {
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
  if (planned.ok && read.complete) return { added: planned.value, options: read.complete };
  throw new ProblemError([...read.problems, ...(planned.ok ? [] : planned.problems)]);
}

function sayNextSteps(tree: Tree, { packageManager, registry }: Workspace, added: NewService): void {
  const { name, directory, port } = added;
  const hasReadme = tree.exists(`${directory}/README.md`);
  logger.info(
    `\n${formatNextSteps({ name: name.name, directory, port, packageManager, registry, hasReadme })}\n`,
  );
}

/** Looked at first: it decides what the other options may be. */
function namedStandard(input: unknown): string | undefined {
  const { standard } = readOptions(ServiceOptions, input).valid;
  return standard;
}

/** Writes the manifest and the seeded source, then takes the same path as sync. */
export async function serviceGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const before = await readFacts(tree);
  const { workspace } = before;
  const followed = followedBy(before, namedStandard(input));
  const standard = followed ?? before.standard;
  const stack = standard.stacks.map(({ id, title }) => `${id}: ${title}`).join(', ');
  const read = readOptions(ServiceOptions, input, { stack });
  const { added, options } = await plan(tree, { ...before, standard }, read);
  const service = writeManifest(tree, options, added, followed);
  const facts = { ...before, found: withService(before.found, { service, directory: added.directory }) };
  seed(tree, { workspace, standard }, added, service);
  addWorkspaceGlobs(tree, workspace.packageManager, [globOf(added.directory)]);
  const unresolved = await resolveMissingPins(tree, facts);
  const { notes, open, done } = await synchronize(tree, facts);
  const all = [...unresolved, ...notes, ...open];
  if (all.length > 0) logger.warn(formatProblems(all));
  return async () => {
    done();
    if (!options.skipInstall) (await import('@nx/devkit')).installPackagesTask(tree, true);
    sayNextSteps(tree, workspace, added);
  };
}

export default serviceGenerator;
