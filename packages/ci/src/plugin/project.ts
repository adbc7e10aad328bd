import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import {
  forbiddenOptions,
  policyPath,
  stackOf,
  unknownEnvironments,
  unknownStack,
  type Problem,
  type Service,
} from '@org/ci-core';
import { pipelineTargets } from './pipeline-targets';
import { sharedBy, type Shared } from './shared';
import { stackTargets } from './stack-targets';
import { checks, executor, pipeline, workspaceProject } from './target-names';

export interface InferredProject {
  readonly project: ProjectConfiguration;
  readonly problems: readonly Problem[];
}

/** What a manifest that cannot be read probably calls its service; else its folder's name, as the graph accepts it. */
export const probableName = (directory: string, text = ''): string =>
  /^name: *([a-z][a-z0-9-]{0,39}) *$/m.exec(text)?.[1] ??
  directory
    .split('/')
    .at(-1)
    ?.replace(/[^A-Za-z0-9-]/g, '-') ??
  'service';

/**
 * The project of a service that is wrong: it keeps the targets that are run on every service, and each of them fails
 * with what is wrong. Without them `nx affected` would pass it over, and be green.
 */
export function invalidProject(name: string, root: string, problems: readonly Problem[]): InferredProject {
  const target: TargetConfiguration = { executor: executor('invalid'), cache: false, options: { problems } };
  const targets = Object.fromEntries([...checks, ...pipeline].map((one) => [one, target]));
  return { project: { name, root, projectType: 'application', targets }, problems };
}

/** What is wrong with a service in this workspace: its stack, its environments, what its standard forbids. */
function problemsIn(service: Service, root: string, { workspace, standard }: Shared): Problem[] {
  const file = `${root}/service.yaml`;
  const stack = standard && stackOf(standard, service.stack);
  return [
    ...(standard && !stack ? [unknownStack(standard, service.stack, `${file} › stack`)] : []),
    ...(stack?.problems?.(service, file) ?? []),
    ...(workspace ? unknownEnvironments(service, workspace, file) : []),
    ...(standard ? forbiddenOptions(service, standard, file) : []),
  ];
}

/** The project of a valid manifest. Its targets need the stack, and the stack needs the standard. */
export function serviceProject(service: Service, root: string, everybodys: Shared): InferredProject {
  const own = sharedBy(service, everybodys, `${root}/service.yaml`);
  return own.ok ? projectUnder(service, root, own.value) : invalidProject(service.name, root, own.problems);
}

function projectUnder(service: Service, root: string, shared: Shared): InferredProject {
  const problems = problemsIn(service, root, shared);
  if (problems.length > 0) return invalidProject(service.name, root, problems);
  if (shared.problems.length > 0)
    return { ...invalidProject(service.name, root, shared.problems), problems: [] };
  const metadata = {
    technologies: ['docker'],
    ...(service.description && { description: service.description }),
  };
  const project: ProjectConfiguration = { name: service.name, root, projectType: 'application', metadata };
  const stack = shared.standard && stackOf(shared.standard, service.stack);
  if (!stack) return { project: { ...project, targets: {} }, problems: [] };
  const own = stackTargets(service, stack);
  const targets = { ...own, ...pipelineTargets(service, stack, shared, Object.keys(own)) };
  const groups = { 'CI pipeline': [...pipeline] };
  return { project: { ...project, metadata: { ...metadata, targetGroups: groups }, targets }, problems: [] };
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
