import type { GeneratorCallback, Tree } from '@nx/devkit';
import {
  failed,
  formatProblems,
  isKubernetesObject,
  ok,
  parseService,
  ProblemError,
  unwrap,
  type Problem,
  type Result,
} from '@org/ci-core';
import { resolveMissingPins } from '../pins/resolve-missing';
import { nextPort } from '../service/plan';
import { synchronize } from '../sync/synchronize';
import { writeFiles } from '../workspace/apply';
import { readFacts, type Facts } from '../workspace/facts';
import { openJournal } from '../workspace/journal';
import { readText, withService } from '../workspace/manifests';
import { globAsync, logger } from '../workspace/nx';
import { readOptions } from '../workspace/parse-options';
import { detect, type Detection } from './detection';
import { formatAdopted } from './manifest';
import { AdoptOptions } from './options';
import type { Project } from './project';
import { adoptNotes, formatDetection } from './report';

const manifestOf = (directory: string): string => `${directory}/service.yaml`;

/** Why a folder cannot be adopted, whatever is in it. */
function placeProblem(tree: Tree, directory: string, { found }: Facts): Problem | undefined {
  const problem = (what: string, fix: string): Problem => ({
    code: 'adopt-place',
    where: directory,
    what,
    fix,
  });
  const kubernetes = readText(tree, manifestOf(directory));
  if (tree.children(directory).length === 0)
    return problem('there is no such folder', 'give the folder of an Nx project, e.g. apps/legacy-api');
  if (kubernetes !== undefined)
    return problem('its service.yaml is an object of Kubernetes', 'move that below k8s/, and adopt again');
  const other = found.services.find(
    (one) => directory.startsWith(`${one.directory}/`) || one.directory.startsWith(`${directory}/`),
  );
  return (
    other && problem(`overlaps ${other.directory} of ${other.service.name}`, 'adopt a folder of its own')
  );
}

async function readProject(tree: Tree, directory: string): Promise<Project> {
  const below = `${directory}/`;
  const paths = await globAsync(tree, [`${below}**/*`]);
  const files = paths.filter((path) => path.startsWith(below)).map((path) => path.slice(below.length));
  return { directory, files: files.sort(), read: (path) => readText(tree, path) };
}

/** What it is, and whether the workspace and the standard can have it. */
function judge(project: Project, options: AdoptOptions, { standard, found }: Facts): Result<Detection> {
  const offered = standard.stacks.map(({ id }) => id).join(', ');
  if (adoptingStack(standard) === undefined)
    return failed({
      code: 'stack-unknown',
      where: `${standard.name} › stacks`,
      what: `has no stack by which programs are adopted; it has ${offered}`,
      fix: 'let the standard extend @org/ci-standard, or bring a stack that adopts',
    });
  const freePort = nextPort(new Set(found.services.map(({ service }) => service.port))) ?? 3000;
  const detected = detect(project, options, { freePort, offered });
  if (!detected.ok) return detected;
  const name = detected.value.name.value;
  const other = found.services.find(({ service }) => service.name === name);
  return other
    ? failed({ code: 'adopt-name', where: project.directory, what: `${name} is the name of ${other.directory}, too`, fix: 'give the Nx project another name' }) // prettier-ignore
    : ok(detected.value);
}

/** The stack of programs that were there before. */
const adoptingStack = ({ stacks }: Facts['standard']): string | undefined =>
  stacks.find(({ adopts }) => adopts)?.id;

/**
 * Makes a service of a program that is there: writes its manifest, then takes the same path as sync, which keeps every
 * file that exists.
 * @throws ProblemError with all that nobody can see in it, each with the option that says it
 */
export async function adoptGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const before = await readFacts(tree);
  const { valid, complete, problems } = readOptions(AdoptOptions, input);
  const options = complete ?? { ...valid, directory: valid.directory ?? '' };
  const { directory } = options;
  if (directory === '') throw new ProblemError(problems);
  const manifest = readText(tree, manifestOf(directory));
  if (manifest !== undefined && !isKubernetesObject(manifest)) {
    logger.info(`${directory} is a service already (${manifestOf(directory)}): nothing is changed`);
    return () => undefined;
  }
  const place = placeProblem(tree, directory, before);
  if (place) throw new ProblemError([...problems, place]);
  const project = await readProject(tree, directory);
  const judged = judge(project, options, before);
  if (!judged.ok || !complete) throw new ProblemError([...problems, ...(judged.ok ? [] : judged.problems)]);
  return adopt(tree, project, { detection: judged.value, options, before });
}

interface Adoption {
  readonly detection: Detection;
  readonly options: AdoptOptions;
  readonly before: Facts;
}

async function adopt(
  tree: Tree,
  project: Project,
  { detection, options, before }: Adoption,
): Promise<GeneratorCallback> {
  const journal = openJournal(tree);
  const path = manifestOf(project.directory);
  const text = formatAdopted(detection, project, {
    stack: adoptingStack(before.standard) ?? '',
    owner: options.owner,
  });
  const service = unwrap(parseService(text, path));
  // of the files as they are now: later there are generated ones among them
  const own = adoptNotes(project);
  writeFiles(tree, [{ path, text }]);
  logger.info(`\n${formatDetection(detection, project)}\n`);
  const facts = { ...before, found: withService(before.found, { service, directory: project.directory }) };
  const unresolved = await resolveMissingPins(tree, facts);
  const { notes, open, done } = await synchronize(tree, facts, { journal });
  const all = [...unresolved, ...own, ...notes, ...open];
  if (all.length > 0) logger.warn(formatProblems(all));
  return done;
}

export default adoptGenerator;
