import type { Tree } from '@nx/devkit';
import { formatProblems, ProblemError, type PinLock, type Problem } from '@org/ci-core';
import { logger } from '../workspace/nx';
import { synchronize } from '../sync/synchronize';
import { readFacts } from '../workspace/facts';
import { openJournal } from '../workspace/journal';
import { readPins } from '../workspace/manifests';
import { parseOptions } from '../workspace/parse-options';
import { commitsInUse, lockedCommit, pinMoved, type WantedCommit } from './commits';
import { followedStandards, imagesInUse } from './images';
import { withResolved } from './lock';
import { PinsOptions } from './options';
import { resolvePins } from './resolve';
import { resolveCommits, type ResolvedCommit } from './resolve-commits';
import { today, writePins } from './write';

const patient = { attempts: 3, requestMs: 30_000 };

/** What of the lock is still in use: images, and commits of tags that the standard does not settle itself. */
function stillUsed(lock: PinLock, images: readonly string[], commits: readonly WantedCommit[]): PinLock {
  const known = commits.flatMap((one): ResolvedCommit[] => {
    const sha = lockedCommit(lock, one);
    return sha === undefined ? [] : [{ ...one, sha }];
  });
  const kept = Object.entries(lock.images).filter(([image]) => images.includes(image));
  const { actions, hooks } = withResolved({ images: {} }, { images: {}, commits: known, today: '' });
  return { ...lock, images: Object.fromEntries(kept), ...(actions && { actions }), ...(hooks && { hooks }) };
}

/** A tag that points elsewhere now keeps its commit, and is reported. */
function withoutMoved(lock: PinLock, resolved: readonly ResolvedCommit[]) {
  const moved = resolved.flatMap((one) => {
    const before = lockedCommit(lock, one);
    return before === undefined || before === one.sha ? [] : [{ one, before }];
  });
  return {
    commits: resolved.filter((one) => !moved.some((other) => other.one === one)),
    problems: moved.map(({ one, before }): Problem => pinMoved(one, before, one.sha)),
  };
}

/**
 * Resolves tags of images to digests and tags of actions and hooks to commits, forgets what nothing uses, and re-renders
 * what mentions them.
 * @throws ProblemError where one can be resolved by nobody: the old pins stay
 */
export async function pinsGenerator(tree: Tree, input: unknown): Promise<() => void> {
  const { update } = parseOptions(PinsOptions, input);
  const journal = openJournal(tree);
  const facts = await readFacts(tree);
  const before = readPins(tree);
  const followed = followedStandards(facts);
  const images = imagesInUse(followed);
  const commits = commitsInUse(
    followed.map(({ standard }) => standard),
    before,
  );
  const kept = stillUsed(before, images, commits);
  const { runCommand } = await import('@org/ci-toolchain');
  const [ofImages, ofCommits] = await Promise.all([
    resolvePins(
      images.filter((image) => update || kept.images[image] === undefined),
      facts.workspace,
      patient,
    ),
    resolveCommits(
      commits.filter((one) => update || lockedCommit(kept, one) === undefined),
      { run: runCommand, timeoutMs: 60_000 },
    ),
  ]);
  const unresolved = [...ofImages.problems, ...ofCommits.problems];
  if (unresolved.length > 0) throw new ProblemError(unresolved);
  const { commits: fresh, problems: moved } = withoutMoved(kept, ofCommits.commits);
  writePins(tree, withResolved(kept, { images: ofImages.images, commits: fresh, today: today() }));
  const { notes, open, done } = await synchronize(tree, facts, { journal });
  const said = [...moved, ...notes, ...open];
  if (said.length > 0) logger.warn(formatProblems(said));
  return done;
}

export default pinsGenerator;
