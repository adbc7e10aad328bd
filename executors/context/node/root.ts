import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { patchesFolder, unwrap } from '@org/ci-core';
import { planClosure, type Declares } from '../closure';
import type { Placed, RootPart } from '../packages';
import { readOptional } from '../read-optional';
import { declaredIn } from './dependencies';
import { lockFile, pruneLock } from './lock';
import { withoutLogins } from './npmrc';
import { patchedPackage, patchFiles } from './patches';
import { narrowPnpmWorkspace, workspacePatches } from './pnpm-workspace';
import type { LockPruning, PrunedLock } from './pruning';
import { narrowRootManifest, parseRootManifest, type RootManifest } from './root-manifest';

/** The package.json of a workspace's folder; undefined where there is none. */
function readManifest(root: string, folder: string): Parameters<typeof declaredIn>[0] | undefined {
  try {
    return JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as object;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Libraries without a package.json are no workspaces of npm or pnpm. */
export function pruningOf({
  root,
  graph,
  project,
  directory,
}: Placed): LockPruning & { readonly libraries: readonly string[] } {
  const declares: Declares = (folder) => declaredIn(readManifest(root, folder) ?? {});
  const { libraries, packages } = planClosure(graph, project, declares);
  const workspaces = [directory, ...libraries].filter((folder) => readManifest(root, folder) !== undefined);
  return { workspaces: workspaces.sort(), rootDependencies: packages, libraries };
}

/**
 * patch-package is imported by nobody: the root's own scripts call it (npmjs.com/package/patch-package), directly or not.
 * In an image no script runs, and the Dockerfile calls it where it is installed.
 */
const usesPatchPackage = (manifest: RootManifest): boolean => declaredIn(manifest).has('patch-package');

/** Files of patch-package whose packages are left. */
async function packagePatches(root: string, packages: ReadonlySet<string>): Promise<string[]> {
  const names = await readdir(path.join(root, patchesFolder)).catch(() => []);
  return names
    .filter((name) => packages.has(patchedPackage(name) ?? ''))
    .map((name) => `${patchesFolder}/${name}`);
}

interface Locked {
  readonly pruning: LockPruning;
  readonly lock: PrunedLock;
  readonly patches: readonly string[];
}

async function lockNpm(service: Placed, manifest: RootManifest, pruning: LockPruning): Promise<Locked> {
  const { root } = service;
  const lock = unwrap(await pruneLock(root, 'npm', pruning));
  const patches = usesPatchPackage(manifest) ? await packagePatches(root, lock.packages) : [];
  if (patches.length === 0) return { pruning, lock, patches };
  const patching = { ...pruning, rootDependencies: [...(pruning.rootDependencies ?? []), 'patch-package'] };
  return { pruning: patching, lock: unwrap(await pruneLock(root, 'npm', patching)), patches };
}

async function lockPnpm(
  { root }: Placed,
  manifest: RootManifest,
  pruning: LockPruning,
  settings: string | undefined,
): Promise<Locked> {
  const lock = unwrap(await pruneLock(root, 'pnpm', pruning));
  const known = { ...manifest.pnpm?.patchedDependencies, ...workspacePatches(settings ?? '') };
  return { pruning, lock, patches: unwrap(patchFiles(known, lock.patches)) };
}

/** The root's own dependencies are installed beside those of the workspace that is asked for (npm config). */
const withRoot = 'include-workspace-root=true\n';

function npmrcOf(text: string | undefined, needsRoot: boolean): Record<string, string> {
  if (text === undefined && !needsRoot) return {};
  const cleaned = withoutLogins(text ?? '');
  const separator = cleaned === '' || cleaned.endsWith('\n') ? '' : '\n';
  return { '.npmrc': needsRoot ? `${cleaned}${separator}${withRoot}` : cleaned };
}

/** What a service's context has of the workspace's root. Codes: lock-…, manifest-invalid, patch-misplaced. */
export async function readRoot(service: Placed): Promise<RootPart> {
  const { root, workspace } = service;
  const asked = pruningOf(service);
  const manifest = unwrap(parseRootManifest(await readFile(path.join(root, 'package.json'), 'utf8')));
  const settings = await readOptional(path.join(root, 'pnpm-workspace.yaml'));
  const { pruning, lock, patches } =
    workspace.packageManager === 'npm'
      ? await lockNpm(service, manifest, asked)
      : await lockPnpm(service, manifest, asked, settings);
  const { workspaces } = lock;
  const needsRoot =
    declaredIn(JSON.parse(narrowRootManifest(manifest, { ...pruning, workspaces })) as object).size > 0;
  const written = {
    'package.json': narrowRootManifest(manifest, { ...pruning, workspaces, patches: lock.patches }),
    [lockFile[workspace.packageManager]]: lock.text,
    ...npmrcOf(await readOptional(path.join(root, '.npmrc')), needsRoot),
    ...(settings === undefined
      ? {}
      : { 'pnpm-workspace.yaml': narrowPnpmWorkspace(settings, workspaces, lock.patches) }),
  };
  return { written, patches, folders: [...new Set([...asked.libraries, ...workspaces])].sort() };
}
