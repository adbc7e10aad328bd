import type { ProjectConfiguration } from '@nx/devkit';
import { stackOf, type Problem, type Service } from '@org/ci-core';
import { pipelineTargets } from './pipeline-targets';
import type { Shared } from './shared';
import { stackTargets } from './stack-targets';
import { executor, pipeline, workspaceProject } from './target-names';

export interface InferredProject {
  readonly project: ProjectConfiguration;
  readonly problems: readonly Problem[];
}

/** A name that the graph accepts for a folder whose manifest cannot be read. */
export const nameOfFolder = (directory: string): string =>
  directory
    .split('/')
    .at(-1)
    ?.replace(/[^A-Za-z0-9-]/g, '-') ?? 'service';

/** The project of a valid manifest. Its targets need the stack, and the stack needs the standard. */
export function serviceProject(service: Service, root: string, shared: Shared): InferredProject {
  const project: ProjectConfiguration = { name: service.name, root, projectType: 'application' };
  const stack = shared.standard && stackOf(shared.standard, service.stack);
  const metadata = {
    technologies: ['docker'],
    ...(service.description && { description: service.description }),
  };
  if (!stack) {
    const known = shared.standard?.stacks.map(({ id }) => id).join(', ');
    const what = `the standard has no stack ${service.stack}`;
    const where = `${root}/service.yaml › stack`;
    const problem = { code: 'stack-unknown', where, what, fix: `use one of: ${known ?? 'none'}` };
    return { project: { ...project, metadata, targets: {} }, problems: shared.standard ? [problem] : [] };
  }
  const own = stackTargets(service, stack);
  const targets = { ...own, ...pipelineTargets(service, stack, shared, Object.keys(own)) };
  const groups = { 'CI pipeline': [...pipeline] };
  return { project: { ...project, metadata: { ...metadata, targetGroups: groups }, targets }, problems: [] };
}

/** The project that holds what the workspace does once for all services. */
export function ciProject(): ProjectConfiguration {
  const { name, root, target } = workspaceProject;
  const outputs = ['{workspaceRoot}/dist/ci/policy.json'];
  return { name, root, targets: { [target]: { executor: executor(target), cache: false, outputs } } };
}
