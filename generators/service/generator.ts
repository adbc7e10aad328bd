import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  formatProblems,
  parseService,
  ProblemError,
  unwrap,
  type Service,
  type ServiceInput,
  type Standard,
} from '@org/ci-core';
import { logger } from '../workspace/nx';
import { readOptions, type ReadOptions } from '../workspace/parse-options';
import { writeFiles } from '../workspace/apply';
import { readFacts, type Facts } from '../workspace/facts';
import { openJournal } from '../workspace/journal';
import { isTaken } from '../workspace/is-taken';
import { readPins, withService } from '../workspace/manifests';
import { packagesOf } from '../workspace/installers';
import { appsFolder, otherNames, pythonNames } from '../workspace/surroundings';
import { resolveMissingPins } from '../pins/resolve-missing';
import { synchronize } from '../sync/synchronize';
import { admit } from './admit';
import { manifestFields } from './fields';
import { formatManifest } from './manifest-text';
import { refuseOwnName } from './own-name';
import { formatNextSteps, portInDevelopment } from './next-steps';
import { ServiceOptions } from './options';
import { planService, type NewService } from './plan';
import { readCustomConditions } from './custom-conditions';
import { isUnsaid, unsaid, type Unsaid } from './unsaid';

function writeManifest(
  tree: Tree,
  options: ServiceOptions,
  added: NewService,
  followed: Standard | undefined,
  { workspace, found }: Facts,
): Service {
  const { services } = found;
  const identity = { name: added.name.name, port: added.port, stack: added.stack };
  const fields = manifestFields(options, identity, { workspace, followed, services });
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
  refuseOwnName(files, name);
  writeFiles(
    tree,
    files.filter(({ path }) => !tree.exists(path)),
  );
}

/** Clashes with the workspace and options that are wrong by themselves: all in one round. */
async function plan(
  tree: Tree,
  { workspace, standard, found: { services, problems } }: Facts,
  read: ReadOptions<ServiceOptions>,
): Promise<{ readonly added: NewService; readonly options: ServiceOptions }> {
  if (problems.length > 0) logger.warn(formatProblems(problems));
  const around = {
    workspace,
    standard,
    services,
    appsFolder: appsFolder(tree),
    reserved: new Map([...(await pythonNames(tree)), ...(await otherNames(tree))]),
    isTaken: (directory: string) => isTaken(tree, directory),
  };
  const planned = planService(read.valid, around);
  if (planned.ok && read.complete) return { added: planned.value, options: read.complete };
  throw new ProblemError([...read.problems, ...(planned.ok ? [] : planned.problems)]);
}

function sayNextSteps(
  tree: Tree,
  { workspace, service }: Pick<ServiceInput, 'workspace' | 'service'>,
  { name, directory, stack }: NewService,
  port: number,
  unsaid: readonly Unsaid[],
): void {
  const { packageManager, registry } = workspace;
  const hasReadme = tree.exists(`${directory}/README.md`);
  const targets = Object.keys(stack.targets(service, workspace));
  const arrived = { name: name.name, directory, port, packageManager, targets, registry, hasReadme, unsaid };
  logger.info(`\n${formatNextSteps(arrived)}\n`);
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
  const journal = openJournal(tree);
  const service = writeManifest(tree, options, added, followed, before);
  const made = { service, directory: added.directory };
  const facts = { ...before, found: withService(admit(tree, before, { ...made, stack: added.stack }), made) };
  seed(tree, { workspace, standard }, added, service);
  const packages = packagesOf(added.stack, workspace);
  packages.addMember(tree, added.directory, workspace);
  const unresolved = await resolveMissingPins(tree, facts);
  const { notes, open, done } = await synchronize(tree, facts, { journal });
  const toSay = unsaid({ ...made, stack: added.stack }, facts);
  const all = [...unresolved, ...notes.filter((note) => !isUnsaid(note, toSay)), ...open];
  if (all.length > 0) logger.warn(formatProblems(all));
  const placed = { service, directory: added.directory, workspace, standard, pins: readPins(tree) };
  const port = portInDevelopment(added.stack, placed);
  return async () => {
    done();
    if (!options.skipInstall)
      await packages.install(tree, { name: service.name, directory: added.directory, standard });
    sayNextSteps(tree, placed, added, port, toSay);
  };
}

export default serviceGenerator;
