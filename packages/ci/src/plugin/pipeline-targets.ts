import type { TargetConfiguration } from '@nx/devkit';
import { policyPath, receiptPath, type Service, type Stack, type Workspace } from '@org/ci-core';
import { executor, workspaceProject } from './target-names';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** What a workspace library contributes to an image: everything but tests and documents. */
const libraryFiles: Inputs = [
  '**/*',
  '!**/*.{spec,test}.{ts,tsx,js,jsx,mts,cts}',
  '!**/{test,tests,__tests__}/**',
  '!**/*.md',
].map((glob) => ({
  fileset: glob.startsWith('!') ? `!{projectRoot}/${glob.slice(1)}` : `{projectRoot}/${glob}`,
  dependencies: true,
}));

/** What the package manager obeys at the root. The lock file itself is hashed by Nx per package that is used. */
const rootFiles: Inputs = [
  '{workspaceRoot}/.npmrc',
  '{workspaceRoot}/pnpm-workspace.yaml',
  {
    json: '{workspaceRoot}/package.json',
    fields: ['overrides', 'pnpm', 'packageManager', 'engines', 'type'],
  },
];

const receipt = (service: Service, kind: Parameters<typeof receiptPath>[1]): string =>
  `{workspaceRoot}/${receiptPath(service.name, kind)}`;

/** The manifest says what is checked: endpoints, budget. */
const ofImage: Inputs = [{ dependentTasksOutputFiles: '**/image.json' }, '{projectRoot}/service.yaml'];

/** Where an image goes and for which platforms: another image, as far as its receipt is concerned. */
function imageOptions(workspace: Workspace | undefined): Record<string, unknown> {
  if (!workspace) return {};
  const { registry, platforms } = workspace;
  return { registry, ...(platforms && { platforms }) };
}

function imageTarget(service: Service, stack: Stack, workspace: Workspace | undefined): TargetConfiguration {
  return {
    executor: executor('image'),
    cache: true,
    inputs: [...stack.imageInputs(service), ...libraryFiles, ...rootFiles],
    outputs: [receipt(service, 'image')],
    options: imageOptions(workspace),
  };
}

function scanTarget(service: Service): TargetConfiguration {
  return {
    executor: executor('scan'),
    cache: true,
    dependsOn: ['image', { projects: [workspaceProject.name], target: workspaceProject.target }],
    inputs: [{ dependentTasksOutputFiles: `**/{image,${policyPath.replace(/^.*\/|\.json$/g, '')}}.json` }],
    outputs: [receipt(service, 'scan'), `{workspaceRoot}/dist/ci/${service.name}/scan.sarif`],
  };
}

const judged = (service: Service, name: 'smoke' | 'size'): TargetConfiguration => ({
  executor: executor(name),
  cache: true,
  dependsOn: ['image'],
  inputs: ofImage,
  outputs: [receipt(service, name)],
});

/**
 * Targets from the image to its promotion. `own` are the stack's targets that a publication waits for.
 * Nothing of environments, digests or hosts is in here: it would be hashed into every target of the project.
 */
export function pipelineTargets(
  service: Service,
  stack: Stack,
  workspace: Workspace | undefined,
  own: readonly string[],
): Record<string, TargetConfiguration> {
  const checks = ['lint', 'typecheck', 'test', 'build'].filter((name) => own.includes(name));
  return {
    image: imageTarget(service, stack, workspace),
    smoke: judged(service, 'smoke'),
    size: judged(service, 'size'),
    scan: scanTarget(service),
    publish: {
      executor: executor('publish'),
      cache: false,
      dependsOn: [...checks, 'smoke', 'size', 'scan'],
      outputs: [receipt(service, 'publish')],
    },
    promote: { executor: executor('promote'), cache: false },
  };
}
