import type { Tree } from '@nx/devkit';
import type { Problem } from '@org/ci-core';
import type { Facts } from '../workspace/facts';
import { readPins } from '../workspace/manifests';
import { commitsInUse, lockedCommit } from './commits';
import { followedStandards, imagesInUse } from './images';
import { withResolved } from './lock';
import { resolvePins } from './resolve';
import { resolveCommits, type ResolvedCommits } from './resolve-commits';
import { today, writePins } from './write';

/** A generator does not wait long for a registry: what is missing is reported and can be resolved later. */
const inPassing = { attempts: 1, requestMs: 5_000 };

/** git is only started where a standard names something by its tag. */
async function missingCommits(wanted: Parameters<typeof resolveCommits>[0]): Promise<ResolvedCommits> {
  if (wanted.length === 0) return { commits: [], problems: [] };
  const { runCommand } = await import('@org/ci-toolchain');
  return resolveCommits(wanted, { run: runCommand, timeoutMs: inPassing.requestMs });
}

/** Pins what nobody has pinned yet. Returns what could not be. */
export async function resolveMissingPins(tree: Tree, facts: Facts): Promise<readonly Problem[]> {
  const pins = readPins(tree);
  const followed = followedStandards(facts);
  const standards = followed.map(({ standard }) => standard);
  const missing = imagesInUse(followed).filter((image) => pins.images[image] === undefined);
  const wanted = commitsInUse(standards, pins).filter((one) => lockedCommit(pins, one) === undefined);
  const [ofImages, ofCommits] = await Promise.all([
    resolvePins(missing, facts.workspace, inPassing),
    missingCommits(wanted),
  ]);
  const { images } = ofImages;
  const { commits } = ofCommits;
  if (Object.keys(images).length + commits.length > 0)
    writePins(tree, withResolved(pins, { images, commits, today: today() }));
  return [...ofImages.problems, ...ofCommits.problems];
}
