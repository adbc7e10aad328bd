import path from 'node:path';
import { installerOf, ProblemError, restoreCommand, rootContext, serviceContext } from '@org/ci-core';
import type { Task } from '../frame/task';
import { writeWhole } from '../frame/receipt';
import { packagesOf } from './ecosystem';
import type { LockText } from './packages';
import { parseIgnore, type Allows } from './ignore';
import { listFiles, listTopFiles } from './list';
import { listOutput, planOutputs } from './outputs';
import { planContext, type ContextFile } from './plan';
import { readOptional } from './read-optional';
import { findSelections } from './selections';
import { writeContext } from './write';

type Service = Pick<
  Task<unknown>,
  'root' | 'graph' | 'project' | 'directory' | 'workspace' | 'service' | 'stack'
>;

export interface BuildContext {
  /** Absolute folder that Docker sends. */
  readonly folder: string;
  /** Absolute path of the Dockerfile's copy: beside it is no ignore file, the folder holds nothing to be ignored. */
  readonly dockerfile: string;
  /** Absolute folder with what a stage that selects from the context would hold, by stage. */
  readonly selected: (stage: string) => string;
}

/** In node_modules neither Nx, nor git, nor a test runner looks for projects. */
export const contextFolder = (root: string, service: string): string =>
  path.join(root, 'node_modules', '.cache', 'org-ci', service);

export const contextPaths = (root: string, service: string): BuildContext => ({
  folder: path.join(contextFolder(root, service), 'context'),
  dockerfile: path.join(contextFolder(root, service), 'Dockerfile'),
  selected: (stage) => path.join(contextFolder(root, service), stage),
});

/** Where there is no ignore file, Docker would send everything. */
async function readIgnore(
  { root, directory, service }: Service,
  libraries: readonly string[],
): Promise<Allows> {
  // one in the folder itself is part of what is sent, and Docker reads it there
  if (service.application?.context === 'service') return () => true;
  const text =
    (await readOptional(path.join(root, directory, 'Dockerfile.dockerignore'))) ??
    (await readOptional(path.join(root, '.dockerignore')));
  return parseIgnore(text ?? '', libraries);
}

/** Folders of all projects of the graph, and of those workspaces that the lock file alone knows. */
const projectsOf = ({ nodes }: Service['graph'], folders: readonly string[]): string[] => [
  ...new Set([...folders, ...Object.values(nodes).map(({ data }) => data.root)]),
];

/** The files of a service's build context. Reads, and writes nothing. */
export async function readContext(service: Service): Promise<ContextFile[]> {
  const { root, directory, stack, workspace } = service;
  const { written, patches, folders } = await packagesOf(stack, workspace).readRoot(service);
  const libraries = folders.filter((folder) => folder !== directory);
  const outputs = planOutputs(service, libraries);
  const listed = await Promise.all([
    ...[directory, ...libraries].map((folder) => listFiles(root, folder)),
    ...outputs.map((folder) => listOutput(root, folder)),
  ]);
  return planContext({
    service: directory,
    libraries,
    projects: projectsOf(service.graph, [directory, ...libraries]),
    rule: serviceContext(stack.context),
    files: [...new Set([...(await listTopFiles(root)), ...patches, ...listed.flat()])],
    outputs,
    rootFiles: [...rootContext[installerOf(stack, workspace)], ...patches],
    allows: await readIgnore(service, libraries),
    written,
  });
}

/** Text of the service's Dockerfile. Code: file-missing. */
export async function readDockerfile({
  root,
  directory,
}: Pick<Service, 'root' | 'directory'>): Promise<string> {
  const text = await readOptional(path.join(root, directory, 'Dockerfile'));
  if (text !== undefined) return text;
  const where = path.posix.join(directory, 'Dockerfile');
  throw new ProblemError({
    code: 'file-missing',
    where,
    what: 'is missing',
    fix: `bring it back: ${restoreCommand(where)}`,
  });
}

/** Writes what the Dockerfile's stages would select, where they do it in a known way. */
async function writeSelections(
  root: string,
  name: string,
  dockerfile: string,
  context: readonly ContextFile[],
): Promise<void> {
  for (const { stage, folder, keeps } of findSelections(dockerfile)) {
    const to = path.join(contextPaths(root, name).selected(stage), folder);
    const files = context.filter((file) => keeps(file.path));
    await writeContext(root, to, files, contextFolder(root, name));
  }
}

export interface PreparedContext {
  /** Text of the Dockerfile. */
  readonly dockerfile: string;
  /** Of all files that are sent. */
  readonly contextDigest: string;
}

/** Writes a service's build context. The same workspace leaves the same bytes. */
export async function prepareContext(service: Service, name: string): Promise<PreparedContext> {
  const dockerfile = await readDockerfile(service);
  const context = contextPaths(service.root, name);
  const files = await readContext(service);
  const contextDigest = await writeContext(service.root, context.folder, files);
  await writeSelections(service.root, name, dockerfile, files);
  await writeWhole(context.dockerfile, dockerfile);
  return { dockerfile, contextDigest };
}

/** The service's lock file narrowed to what may be in its image, for lists of what is shipped. */
export const productionLock = async (service: Service): Promise<LockText> =>
  packagesOf(service.stack, service.workspace).productionLock(service, await readContext(service));
