import type { TargetConfiguration } from '@nx/devkit';
import {
  backingsOf,
  dryRunVariable,
  ecosystemOf,
  installerOf,
  manifestFile,
  receiptFolder,
  receiptPath,
  type Service,
  type Stack,
} from '@org/ci-core';
import { contextInputs, platformInputs } from './context-inputs';
import { runtimeDigest } from './rules';
import { lockInputs } from './python/pip';
import { managersOf, ownPackage, type Shared } from './shared';
import { checks, executor, workspaceProject } from './target-names';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

const receipt = (service: Service, kind: Parameters<typeof receiptPath>[1]): string =>
  `{workspaceRoot}/${receiptPath(service.name, kind)}`;

// set in a dry run only, to another value in each: its results are nobody else's
const dryRun = { env: dryRunVariable };

/**
 * The versions of packages that do the work. Nx hashes every package of the workspace for an executor that is not its
 * own, unless it is told which ones count; a name that it does not know would break the run.
 */
const versions = (packages: readonly string[]): Inputs =>
  packages.length > 0 ? [{ externalDependencies: [...packages] }] : [];

/** Of a standard that lives in the workspace the files are hashed, of an installed one its rules. */
const tools = ({ packages, folders }: Shared): Inputs => [
  ...versions(packages),
  ...folders.map((folder) => `{workspaceRoot}/${folder}/**/*`),
  dryRun,
];

/**
 * What a standard has to say of an image is in the Dockerfile, in the files beside it and in the rules of the context,
 * which are inputs themselves: a new version of it alone builds nothing anew.
 */
const builder = ({ packages }: Shared): Inputs => [
  ...versions(packages.filter((name) => name === ownPackage)),
  dryRun,
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

const imageInputs = new WeakMap<Shared, Map<Stack, Inputs>>();

/** The same for all services of a stack: of a thousand it is made once. */
function inputsOfImage(stack: Stack, shared: Shared): Inputs {
  const known = imageInputs.get(shared) ?? new Map<Stack, Inputs>();
  imageInputs.set(shared, known);
  const inputs = known.get(stack) ?? [
    ...contextInputs(stack, managersOf(shared)),
    ...platformInputs(shared.workspace?.platforms),
    ...builder(shared),
  ];
  known.set(stack, inputs);
  return inputs;
}

/** What a program's own build, and those of its libraries, write is content of the image. */
function beforeImage(
  { application }: Service,
  inputs: Inputs,
): Pick<TargetConfiguration, 'inputs' | 'dependsOn'> {
  const build = application?.build;
  if (build === undefined) return { inputs };
  return {
    dependsOn: [build, `^${build}`],
    inputs: [...inputs, { dependentTasksOutputFiles: '**/*', transitive: true }],
  };
}

function imageTarget(service: Service, stack: Stack, shared: Shared): TargetConfiguration {
  return {
    executor: executor('image'),
    cache: true,
    ...beforeImage(service, inputsOfImage(stack, shared)),
    outputs: [receipt(service, 'image')],
    options: imageOptions(shared),
    configurations: { local: { registry: localRegistry } },
  };
}

/** The lock file is scanned too: a dependency may change without a byte of the image. Nx hashes what is installed. */
function installed(stack: Stack, shared: Shared): Inputs {
  const manifest = `{projectRoot}/${manifestFile[ecosystemOf(stack)]}`;
  const locked = lockInputs(installerOf(stack, managersOf(shared)));
  return [manifest, ...locked, { fileset: manifest, dependencies: true }];
}

/** The receipt, what code scanning reads, the whole report, and the bill of materials that publish attaches. */
const scanOutputs = (service: Service): string[] => [
  receipt(service, 'scan'),
  ...['scan.sarif', 'scan-report.json', 'sbom.cdx.json'].map(
    (file) => `{workspaceRoot}/${receiptFolder(service.name)}/${file}`,
  ),
];

function scanTarget(service: Service, stack: Stack, shared: Shared): TargetConfiguration {
  return {
    executor: executor('scan'),
    cache: true,
    dependsOn: ['image', { projects: [workspaceProject.name], target: workspaceProject.target }],
    inputs: [
      { dependentTasksOutputFiles: '**/{image,policy}.json' },
      ...installed(stack, shared),
      ...tools(shared),
    ],
    outputs: scanOutputs(service),
  };
}

/** The digests of images that run beside the service. */
const pins = (service: Service): Inputs =>
  backingsOf(service).length === 0 ? [] : ['{workspaceRoot}/.ci/pins.json'];

const sizeTarget = (service: Service, shared: Shared): TargetConfiguration => ({
  executor: executor('size'),
  cache: true,
  dependsOn: ['image'],
  inputs: [...ofImage, ...tools(shared)],
  outputs: [receipt(service, 'size')],
});

/** Options are hashed: the word for what an installed standard's stack says of how the service runs is one. */
const smokeTarget = (service: Service, stack: Stack, shared: Shared): TargetConfiguration => ({
  executor: executor('smoke'),
  cache: true,
  dependsOn: ['image'],
  inputs: [...ofImage, ...pins(service), ...tools(shared)],
  outputs: [receipt(service, 'smoke')],
  ...(shared.rules && { options: { runtime: runtimeDigest(service, stack) } }),
});

/** Its hasher asks the registries themselves: no input says what they hold. */
const publishTarget = (service: Service, dependsOn: string[]): TargetConfiguration => ({
  executor: executor('publish'),
  cache: true,
  dependsOn,
  outputs: [receipt(service, 'publish')],
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
  // an adopted program has its own; Nx passes over those that it has not
  const first = service.application ? [...checks] : checks.filter((name) => own.includes(name));
  return {
    image: imageTarget(service, stack, shared),
    smoke: smokeTarget(service, stack, shared),
    size: sizeTarget(service, shared),
    scan: scanTarget(service, stack, shared),
    publish: publishTarget(service, [...first, 'smoke', 'size', 'scan']),
    promote: { executor: executor('promote'), cache: false },
  };
}
