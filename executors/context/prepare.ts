import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError, unwrap } from '@org/ci-core';
import type { Task } from '../frame/task';
import { writeWhole } from '../frame/receipt';
import { planClosure } from './closure';
import { parseIgnore, type Allows } from './ignore';
import { listFiles, listTopFiles } from './list';
import { lockFile, pruneLock } from './lock';
import { findManifestsStage, selectManifests } from './manifests';
import { withoutLogins } from './npmrc';
import { planContext, type ContextFile } from './plan';
import { narrowPnpmWorkspace } from './pnpm-workspace';
import { narrowRootManifest } from './root-manifest';
import { writeContext } from './write';
import type { LockPruning, PrunedLock } from './pruning';

type Service = Pick<Task<unknown>, 'root' | 'graph' | 'project' | 'directory' | 'workspace'>;

export interface BuildContext {
  /** Absolute folder that Docker sends. */
  readonly folder: string;
  /** Absolute path of the Dockerfile's copy: beside it is no ignore file, the folder holds nothing to be ignored. */
  readonly dockerfile: string;
  /** Absolute folder with what the Dockerfile's stage of manifests would hold. */
  readonly manifests: string;
}

/** In node_modules neither Nx, nor git, nor a test runner looks for projects. */
export const contextFolder = (root: string, service: string): string =>
  path.join(root, 'node_modules', '.cache', 'org-ci', service);

export const contextPaths = (root: string, service: string): BuildContext => ({
  folder: path.join(contextFolder(root, service), 'context'),
  dockerfile: path.join(contextFolder(root, service), 'Dockerfile'),
  manifests: path.join(contextFolder(root, service), 'manifests'),
});

async function readOptional(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Libraries without a package.json are no workspaces of npm or pnpm. */
function pruningOf({
  root,
  graph,
  project,
  directory,
}: Service): LockPruning & { libraries: readonly string[] } {
  const { libraries, packages } = planClosure(graph, project);
  const workspaces = [directory, ...libraries].filter((folder) =>
    existsSync(path.join(root, folder, 'package.json')),
  );
  return { workspaces: workspaces.sort(), rootDependencies: packages, libraries };
}

/** Files of the root that are written for this service. */
async function rootFiles({ root, workspace }: Service, pruning: LockPruning, lock: PrunedLock) {
  const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
  const narrowing = { ...pruning, workspaces: lock.workspaces };
  const npmrc = await readOptional(path.join(root, '.npmrc'));
  const pnpm = await readOptional(path.join(root, 'pnpm-workspace.yaml'));
  return {
    'package.json': unwrap(narrowRootManifest(manifest, narrowing)),
    [lockFile[workspace.packageManager]]: lock.text,
    ...(npmrc === undefined ? {} : { '.npmrc': withoutLogins(npmrc) }),
    ...(pnpm === undefined ? {} : { 'pnpm-workspace.yaml': narrowPnpmWorkspace(pnpm, lock.workspaces) }),
  };
}

async function readIgnore(root: string, directory: string): Promise<Allows | undefined> {
  const text =
    (await readOptional(path.join(root, directory, 'Dockerfile.dockerignore'))) ??
    (await readOptional(path.join(root, '.dockerignore')));
  return text === undefined ? undefined : parseIgnore(text);
}

/** The files of a service's build context. Reads, and writes nothing. */
export async function readContext(service: Service): Promise<ContextFile[]> {
  const { root, directory, workspace } = service;
  const pruning = pruningOf(service);
  const lock = unwrap(await pruneLock(root, workspace.packageManager, pruning));
  const folders = new Set([...pruning.libraries, ...lock.workspaces]);
  folders.delete(directory);
  const libraries = [...folders].sort();
  const listed = await Promise.all([directory, ...libraries].map((folder) => listFiles(root, folder)));
  return planContext({
    service: directory,
    libraries,
    files: [...new Set([...(await listTopFiles(root)), ...listed.flat()])],
    allows: await readIgnore(root, directory),
    written: await rootFiles(service, pruning, lock),
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
  throw new ProblemError({ code: 'file-missing', where, what: 'is missing', fix: 'nx sync writes it' });
}

/** Writes what the Dockerfile's stage of manifests would select, where it has the known one. */
async function writeManifests(
  root: string,
  name: string,
  dockerfile: string,
  context: readonly ContextFile[],
): Promise<void> {
  const stage = findManifestsStage(dockerfile);
  if (stage === undefined) return;
  const folder = path.join(contextPaths(root, name).manifests, stage.folder);
  await writeContext(root, folder, selectManifests(stage, context), contextFolder(root, name));
}

/** Writes a service's build context and returns its Dockerfile. The same workspace leaves the same bytes. */
export async function prepareContext(service: Service, name: string): Promise<string> {
  const dockerfile = await readDockerfile(service);
  const context = contextPaths(service.root, name);
  const files = await readContext(service);
  await writeContext(service.root, context.folder, files);
  await writeManifests(service.root, name, dockerfile, files);
  await writeWhole(context.dockerfile, dockerfile);
  return dockerfile;
}

/** The service's lock file without development dependencies: what is in its bundle, for lists of what is shipped. */
export async function productionLock(
  service: Service,
): Promise<{ readonly file: string; readonly text: string }> {
  const { root, workspace } = service;
  const pruning = { ...pruningOf(service), production: true };
  const { text } = unwrap(await pruneLock(root, workspace.packageManager, pruning));
  return { file: lockFile[workspace.packageManager], text };
}
