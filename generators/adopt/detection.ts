import type { Problem, Result } from '@org/ci-core';
import { findBuild } from './detect/build';
import type { Build } from './detect/build-facts';
import { findDatabase, type Database } from './detect/database';
import { dependenciesOf } from './detect/dependencies';
import { findContext, type Context } from './detect/dockerfile';
import { findFramework, foreignProblems, type Framework } from './detect/framework';
import { findHealth } from './detect/health';
import { findDescription, findName } from './detect/identity';
import { findMain, findOutput, findStarted } from './detect/main';
import { findPort } from './detect/port';
import { decide, found, type Found, type Question } from './evidence';
import type { AdoptOptions } from './options';
import type { Project } from './project';

/** Everything that is known of a program, each with where it was found. Paths are from the workspace's root. */
export interface Detection {
  readonly name: Found<string>;
  readonly framework: Found<Framework>;
  readonly build: Found<Build> | undefined;
  readonly output: Found<string> | undefined;
  readonly main: Found<string>;
  readonly port: Found<number>;
  readonly live: Found<string>;
  readonly ready: Found<string>;
  readonly database: Found<Database>;
  readonly context: Found<Context> | undefined;
  readonly description: Found<string> | undefined;
}

/** What the workspace knows and the project does not. */
export interface Around {
  /** A port that no service has. */
  readonly freePort: number;
  /** Stacks that there are, for people. */
  readonly offered: string;
}

const questions = {
  framework: { option: 'framework', what: 'what it answers requests with', example: 'http' },
  main: { option: 'main', what: 'the file that starts it', example: '{directory}/server.js' },
  output: { option: 'output', what: 'the folder that its build writes', example: 'dist/{directory}' },
  port: { option: 'port', what: 'the port that it listens on', example: '3000' },
  health: { option: 'health', what: 'a path that answers 2xx while it is well', example: '/health' },
  ready: { option: 'ready', what: 'a path that answers 2xx while it can take requests', example: '/ready' },
  database: { option: 'database', what: 'the database behind its mapper', example: 'postgres' },
  context: { option: 'context', what: 'the folder that its Dockerfile is written for', example: 'service' },
} satisfies Record<string, Question>;

/** Collects problems, so that all of them are said at once. */
class Findings {
  readonly problems: Problem[] = [];

  constructor(
    private readonly directory: string,
    private readonly options: AdoptOptions,
  ) {}

  take<T>(result: Result<T>): T | undefined {
    if (result.ok) return result.value;
    this.problems.push(...result.problems);
    return undefined;
  }

  ask<T>(key: keyof typeof questions, candidates: readonly Found<T>[], otherwise = ''): Found<T> | undefined {
    const given = this.options[key] as T | undefined;
    return this.take(decide({ ...questions[key], otherwise }, this.directory, given, candidates));
  }
}

function unknownTarget({ directory }: Project, name: string): Problem {
  const fix = 'name one of package.json’s scripts or project.json’s targets; --build= where it is not built';
  return { code: 'adopt-unknown', where: directory, what: `it has no target ${name}`, fix };
}

/** What it is built with: the target that was named, else `build` where there is one. */
function chooseBuild(
  project: Project,
  { build: name }: AdoptOptions,
  findings: Findings,
): Found<Build> | undefined {
  if (name === '') return undefined;
  const build = findBuild(project, name ?? 'build');
  if (name !== undefined && build === undefined) findings.problems.push(unknownTarget(project, name));
  return build;
}

/** That it is not built would settle it, where one file is there that can be started as it is. */
function unbuilt(project: Project, { build }: AdoptOptions): string {
  const [plain, ...others] = findMain(project, undefined);
  if (build !== undefined || plain === undefined || others.length > 0) return '';
  return `; or --build= (nothing), if its build does not make what is started: ${plain.value}`;
}

function choosePaths(project: Project, options: AdoptOptions, findings: Findings) {
  const build = chooseBuild(project, options, findings);
  if (build === undefined)
    return { build, main: findings.ask('main', findMain(project, undefined)), output: undefined };
  const isOpen = [options.build, options.main, options.output].every((one) => one === undefined);
  const started = isOpen ? findStarted(project, build.value) : undefined;
  if (started) return { build: undefined, main: started, output: undefined };
  const candidates = findMain(project, build.value);
  const otherwise = unbuilt(project, options);
  const main = findings.ask('main', candidates, otherwise);
  const of = main === undefined ? candidates : [main];
  return { build, main, output: findings.ask('output', findOutput(project, build.value, of), otherwise) };
}

function chooseHealth(project: Project, options: AdoptOptions, findings: Findings) {
  const { live, ready } = findHealth(project);
  const well = findings.ask('health', live);
  // one missing endpoint is one problem
  if (well === undefined && options.ready === undefined) return { live: undefined, ready: undefined };
  const able =
    options.health !== undefined && options.ready === undefined ? [found(options.health, '--health')] : ready;
  return { live: well, ready: findings.ask('ready', able) };
}

/** Its own Dockerfile decides; without one there is nothing to decide. */
function chooseContext(project: Project, findings: Findings): Found<Context> | undefined {
  return project.files.includes('Dockerfile') ? findings.ask('context', findContext(project)) : undefined;
}

function answersOf(project: Project, options: AdoptOptions, around: Around, findings: Findings) {
  const dependencies = dependenciesOf(project);
  const ports = findPort(project);
  const free = found(around.freePort, 'none was found: the next free one, by PORT');
  const description =
    options.description === undefined
      ? findDescription(project)
      : found(options.description, '--description');
  return {
    name: findings.take(findName(project)),
    framework: findings.ask('framework', findFramework(project, dependencies)),
    ...choosePaths(project, options, findings),
    port: findings.ask('port', ports.length > 0 ? ports : [free]),
    ...chooseHealth(project, options, findings),
    database: findings.ask('database', findDatabase(project, dependencies)),
    context: chooseContext(project, findings),
    description,
  };
}

type Answers = ReturnType<typeof answersOf>;
const optional = new Set<keyof Answers>(['build', 'output', 'context', 'description']);

const isComplete = (answers: Answers): answers is Answers & Detection =>
  (Object.keys(answers) as (keyof Answers)[]).every((key) => optional.has(key) || answers[key] !== undefined);

/** Pure: what a program is, or everything that nobody can see in it, each with the option that says it. */
export function detect(project: Project, options: AdoptOptions, around: Around): Result<Detection> {
  const foreign = foreignProblems(project, dependenciesOf(project), around.offered);
  if (foreign.length > 0 && options.framework === undefined) return { ok: false, problems: foreign };
  const findings = new Findings(project.directory, options);
  const answers = answersOf(project, options, around, findings);
  if (findings.problems.length === 0 && isComplete(answers)) return { ok: true, value: answers };
  return { ok: false, problems: findings.problems };
}
