import type { TargetConfiguration } from '@nx/devkit';
import { dryRunVariable, receiptFolder, receiptPath, type Service, type Stack } from '@org/ci-core';
import type { Shared } from './shared';
import { checks, executor, workspaceProject } from './target-names';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/**
 * What a workspace library contributes to an image: everything but tests and documents. Nx does not apply `!` globs to
 * the files of dependencies, so that the exclusions are within the globs.
 */
const libraryFiles: Inputs = [
  '{projectRoot}/*.{json,js,jsx,mjs,cjs,ts,tsx,mts,cts}',
  '{projectRoot}/!(test|tests|__tests__|docs)/**/!(*.spec.*|*.test.*|*.md)',
].map((fileset) => ({ fileset, dependencies: true }));

/** What the package manager obeys at the root. The lock file itself is hashed by Nx per package that is used. */
const rootFiles: Inputs = [
  '{workspaceRoot}/.npmrc',
  '{workspaceRoot}/pnpm-workspace.yaml',
  '{workspaceRoot}/.pnpmfile.cjs',
  {
    json: '{workspaceRoot}/package.json',
    fields: [
      'overrides',
      'resolutions',
      'pnpm',
      'packageManager',
      'engines',
      'devEngines',
      'imports',
      'type',
    ],
  },
];

const receipt = (service: Service, kind: Parameters<typeof receiptPath>[1]): string =>
  `{workspaceRoot}/${receiptPath(service.name, kind)}`;

/**
 * The versions of the packages that do the work. Nx hashes every package of the workspace for an executor that is not
 * its own, unless it is told which ones count; a name that it does not know would break the run. A standard that lives
 * in the workspace has no version that moves: its files are hashed.
 */
const tools = ({ packages, folders }: Shared): Inputs => [
  ...(packages.length > 0 ? [{ externalDependencies: [...packages] }] : []),
  ...folders.map((folder) => `{workspaceRoot}/${folder}/**/*`),
  // set in a dry run only, to another value in each: its results are nobody else's
  { env: dryRunVariable },
];

/** The manifest says what is checked: endpoints, budget. */
const ofImage: Inputs = [{ dependentTasksOutputFiles: '**/image.json' }, '{projectRoot}/service.yaml'];

/** What of ci.yaml is in an image or in its receipt: as options it is hashed, and nothing else of ci.yaml is. */
function imageOptions({ workspace }: Shared): Record<string, unknown> {
  if (!workspace) return {};
  const { registry, platforms, repository, licenses } = workspace;
  return {
    registry,
    ...(platforms && { platforms }),
    ...(repository !== undefined && { source: repository }),
    ...(licenses !== undefined && { licenses }),
  };
}

/** `-c local`: a registry on this machine. Pull requests are judged there, without the right to publish. */
const localRegistry = '127.0.0.1:5000';

function imageTarget(service: Service, stack: Stack, shared: Shared): TargetConfiguration {
  return {
    executor: executor('image'),
    cache: true,
    inputs: [...stack.imageInputs(service), ...libraryFiles, ...rootFiles, ...tools(shared)],
    outputs: [receipt(service, 'image')],
    options: imageOptions(shared),
    configurations: { local: { registry: localRegistry } },
  };
}

/** The lock file is scanned too: a dependency may change without a byte of the image. Nx hashes what is installed. */
const installed: Inputs = [
  '{projectRoot}/package.json',
  { fileset: '{projectRoot}/package.json', dependencies: true },
];

/** The receipt, what code scanning reads, the whole report, and the bill of materials that publish attaches. */
const scanOutputs = (service: Service): string[] => [
  receipt(service, 'scan'),
  ...['scan.sarif', 'scan-report.json', 'sbom.cdx.json'].map(
    (file) => `{workspaceRoot}/${receiptFolder(service.name)}/${file}`,
  ),
];

function scanTarget(service: Service, shared: Shared): TargetConfiguration {
  return {
    executor: executor('scan'),
    cache: true,
    dependsOn: ['image', { projects: [workspaceProject.name], target: workspaceProject.target }],
    inputs: [{ dependentTasksOutputFiles: '**/{image,policy}.json' }, ...installed, ...tools(shared)],
    outputs: scanOutputs(service),
  };
}

/** The digest of the database's image, which runs beside the service. */
const pins = (service: Service): Inputs =>
  service.database === 'none' ? [] : ['{workspaceRoot}/.ci/pins.json'];

const judged = (service: Service, name: 'smoke' | 'size', shared: Shared): TargetConfiguration => ({
  executor: executor(name),
  cache: true,
  dependsOn: ['image'],
  inputs: [...ofImage, ...(name === 'smoke' ? pins(service) : []), ...tools(shared)],
  outputs: [receipt(service, name)],
});

/**
 * Targets from the image to its promotion. `own` are the stack's targets that a publication waits for.
 * Nothing of environments, digests or hosts is in here: it would be hashed into every target of the project.
 */
export function pipelineTargets(
  service: Service,
  stack: Stack,
  shared: Shared,
  own: readonly string[],
): Record<string, TargetConfiguration> {
  const first = checks.filter((name) => own.includes(name));
  return {
    image: imageTarget(service, stack, shared),
    smoke: judged(service, 'smoke', shared),
    size: judged(service, 'size', shared),
    scan: scanTarget(service, shared),
    publish: {
      executor: executor('publish'),
      cache: false,
      dependsOn: [...first, 'smoke', 'size', 'scan'],
      outputs: [receipt(service, 'publish')],
    },
    promote: { executor: executor('promote'), cache: false },
  };
}
