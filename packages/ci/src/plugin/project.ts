import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import {
  forbiddenToday,
  ecosystemOf,
  ecosystemTag,
  lockPath,
  manifestProblems,
  policyPath,
  stackOf,
  unknownEnvironments,
  unknownStack,
  type Problem,
  type Service,
  type Stack,
} from '@org/ci-core';
import { pipelineTargets } from './pipeline-targets';
import type { RulesNode } from './rules';
import { sharedBy, type Shared } from './shared';
import { stackTargets } from './stack-targets';
import { checks, executor, pipeline, workspaceProject } from './target-names';

export interface InferredProject {
  readonly project: ProjectConfiguration;
  readonly problems: readonly Problem[];
  /** What its targets name among the packages of the graph. */
  readonly rules?: RulesNode | undefined;
}

/** What a manifest that cannot be read probably calls its service; else its folder's name, as the graph accepts it. */
export const probableName = (directory: string, text = ''): string =>
  /^name: *([a-z][a-z0-9-]{0,39}) *$/m.exec(text)?.[1] ??
  directory
    .split('/')
    .at(-1)
    ?.replace(/[^A-Za-z0-9-]/g, '-') ??
  'service';

/** Targets that fail with what is wrong. */
export function failing(
  names: readonly string[],
  problems: readonly Problem[],
): Record<string, TargetConfiguration> {
  const target = { executor: executor('invalid'), cache: false, options: { problems } };
  return Object.fromEntries(names.map((name) => [name, target]));
}

/**
 * The project of a service that is wrong: it keeps the targets that are run on every service, and each of them fails
 * with what is wrong. Without them `nx affected` would pass it over, and be green.
 */
export const invalidProject = (
  name: string,
  root: string,
  problems: readonly Problem[],
): InferredProject => ({
  project: {
    name,
    root,
    projectType: 'application',
    targets: failing([...checks, ...pipeline], problems),
  },
  problems,
});

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What is wrong with a service in this workspace: its stack, its environments, what its standard forbids. */
function problemsIn(service: Service, root: string, { root: top, workspace, standard }: Shared): Problem[] {
  const file = `${root}/service.yaml`;
  const readLock = (): string | undefined => textOf(join(top, lockPath(service.name)));
  const stack = standard && stackOf(standard, service.stack);
  return [
    ...(standard && !stack ? [unknownStack(standard, service.stack, `${file} › stack`)] : []),
    ...(standard && stack ? manifestProblems(service, stack, standard, file) : []),
    ...(workspace ? unknownEnvironments(service, workspace, file) : []),
    ...(standard ? forbiddenToday(service, standard, file, readLock) : []),
  ];
}

/** The project of a valid manifest. Its targets need the stack, and the stack needs the standard. */
export function serviceProject(service: Service, root: string, everybodys: Shared): InferredProject {
  const own = sharedBy(service, everybodys, `${root}/service.yaml`);
  return own.ok ? projectUnder(service, root, own.value) : invalidProject(service.name, root, own.problems);
}

/** Commands choose projects of an ecosystem by its tag. Nx's own, Node, has none. */
const tagsOf = (stack: Stack): Pick<ProjectConfiguration, 'tags'> => {
  const ecosystem = ecosystemOf(stack);
  return ecosystem === 'node' ? {} : { tags: [ecosystemTag(ecosystem)] };
};

function projectUnder(service: Service, root: string, shared: Shared): InferredProject {
  const problems = problemsIn(service, root, shared);
  if (problems.length > 0) return invalidProject(service.name, root, problems);
  if (shared.problems.length > 0)
    return { ...invalidProject(service.name, root, shared.problems), problems: [] };
  const metadata = {
    technologies: ['docker'],
    ...(service.description && { description: service.description }),
  };
  const stack = shared.standard && stackOf(shared.standard, service.stack);
  const tags = stack ? tagsOf(stack) : {};
  const project: ProjectConfiguration = {
    name: service.name,
    root,
    projectType: 'application',
    metadata,
    ...tags,
  };
  if (!stack) return { project: { ...project, targets: {} }, problems: [] };
  const own = stackTargets(service, stack, shared);
  const targets = { ...own, ...pipelineTargets(service, stack, shared, Object.keys(own)) };
  const groups = { 'CI pipeline': [...pipeline] };
  const whole = { ...project, metadata: { ...metadata, targetGroups: groups }, targets };
  return { project: whole, problems: [], rules: shared.rules };
}

/** What the workspace's project has where ci.yaml cannot be read: `nx run ci:drift` says so. */
export function invalidCiProject(problems: readonly Problem[]): ProjectConfiguration {
  const { name, root } = workspaceProject;
  return { name, root, targets: failing(Object.keys(ciProject().targets ?? {}), problems) };
}

/** The project that holds what the workspace does once for all services. */
export function ciProject(): ProjectConfiguration {
  const { name, root, target } = workspaceProject;
  // its hasher looks at what decides: the standard, the waivers of the day, the scanner's database
  const policy = { cache: true, outputs: [`{workspaceRoot}/${policyPath}`] };
  const targets = {
    [target]: { executor: executor(target), ...policy },
    // it reads every generated file and the clock: there is no cache key that is cheaper than to look
    drift: { executor: executor('drift'), cache: false },
  };
  return { name, root, targets };
}
