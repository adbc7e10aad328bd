import path from 'node:path';
import { pipLock, ProblemError } from '@org/ci-core';
import { planClosure } from '../../closure';
import type { LockText, Packages, Placed, RootPart } from '../../packages';
import { descriptionsOf, readManifests } from '../manifests';
import { demandLock, notLocked } from './locked';

/** Nothing of the root is needed: each project's lock files are beside its pyproject.toml. */
async function readRoot(placed: Placed): Promise<RootPart> {
  const { root, graph, project, directory } = placed;
  const { libraries } = planClosure(graph, project);
  const listed = await demandLock(placed, 'libraries');
  await demandLock(placed, 'production');
  const missing = libraries.filter((folder) => !listed.split(/\r?\n/).includes(`./${folder}`));
  const manifests = await readManifests(root, [directory, ...libraries]);
  const python = missing.filter((folder) => manifests.get(folder)?.name !== undefined);
  if (python.length > 0) throw new ProblemError(python.map((folder) => notLocked(placed, folder)));
  return {
    written: descriptionsOf(manifests),
    patches: [],
    folders: [...new Set([directory, ...libraries])].sort(),
  };
}

const lockFile = ({ directory }: Pick<Placed, 'directory'>): string =>
  path.posix.join(directory, pipLock.production);

/** What runs has a lock file of its own. */
const productionLock = async (placed: Placed): Promise<LockText> => ({
  file: pipLock.production,
  text: await demandLock(placed, 'production'),
});

/** pip: requirements with hashes beside every pyproject.toml. */
export const pip: Packages = { lockFile, readRoot, productionLock };
