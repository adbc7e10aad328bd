import path from 'node:path';
import {
  everything,
  intersectPython,
  narrowUvRoot,
  ProblemError,
  pruneUvLock,
  reachUv,
  unwrap,
  uvLockFile,
  withoutUserinfo,
  type UvPackage,
} from '@org/ci-core';
import type { Placed, RootPart } from '../packages';
import { readOptional } from '../read-optional';
import { descriptionsOf, readManifests } from './manifests';
import { outside } from './problems';
import { readUvWorkspace } from './workspace';

/** Members among packages: a folder of this machine, below the root. */
function membersOf(packages: readonly UvPackage[]): readonly (UvPackage & { readonly folder: string })[] {
  const local = packages.flatMap((one) =>
    one.folder === undefined || one.folder === '.' ? [] : [{ ...one, folder: one.folder }],
  );
  const beyond = local.filter(({ folder }) => folder.startsWith('/') || folder.split('/').includes('..'));
  if (beyond.length > 0) throw new ProblemError(beyond.map(({ folder }) => outside(folder)));
  return local;
}

/** uv.toml is read where it is there, and may hold a login within an address. */
async function readSettings(root: string): Promise<Readonly<Record<string, string>>> {
  const text = await readOptional(path.join(root, 'uv.toml'));
  return text === undefined ? {} : { 'uv.toml': withoutUserinfo(text) };
}

/** The root's files narrowed to a service's closure. Codes: those of the workspace, and path-outside. */
export async function readRoot(placed: Placed): Promise<RootPart> {
  const { root, directory } = placed;
  const { manifest, lock, service, libraries, folders } = await readUvWorkspace(placed);
  const packages = reachUv(lock, [service, ...libraries], everything);
  const members = membersOf(packages);
  const within = members.map(({ folder }) => folder);
  const manifests = await readManifests(root, within);
  const requiresPython = intersectPython([...manifests.values()].flatMap((one) => one.requiresPython ?? []));
  const names = members.map(({ name }) => name);
  return {
    written: {
      'pyproject.toml': unwrap(narrowUvRoot(manifest, within)),
      [uvLockFile]: pruneUvLock(lock, { packages, members: names, requiresPython }),
      ...descriptionsOf(manifests),
      ...(await readSettings(root)),
    },
    patches: [],
    folders: [...new Set([directory, ...folders, ...within])].sort(),
  };
}
