import { publishedCommits, type Publication } from '@org/ci-core';
import { listTags } from '@org/ci-oci';
import { askGit, gitHistory, parseHistory } from '@org/ci-toolchain';
import type { Task } from '../frame/task';
import { repositoryIn } from '../registry/repository';
import type { Session } from '../registry/session';
import { readTags } from '../registry/tags';

/** Older commits are not looked at: an environment is not that far behind. */
const maxCommits = 10_000;
/** Tags that are asked for at once. */
const step = 32;

const isIn = (publications: readonly Publication[], wanted: string): boolean =>
  publications.some(({ digest }) => digest === wanted);

/**
 * What the commits of the history published, newest first, as far back as both digests need: the registry's tags of
 * commits, which never move. undefined where git does not answer; nothing where there are not two digests to compare.
 */
export async function readPublications(
  { root, run, signal, workspace, service }: Task<unknown>,
  session: Session,
  [digest, current]: readonly [string, string | undefined],
): Promise<readonly Publication[] | undefined> {
  if (current === undefined || current === digest) return [];
  const history = await askGit({ run, signal }, gitHistory(root, maxCommits));
  if (history === undefined) return undefined;
  const home = repositoryIn(workspace.registry, service.name);
  const tags = await session.limit(() => listTags(session.registry, home));
  const commits = publishedCommits(parseHistory(history), tags);
  const found: Publication[] = [];
  for (let from = 0; from < commits.length; from += step) {
    const batch = commits.slice(from, from + step);
    const digests = await readTags(session, home, batch);
    found.push(
      ...batch.flatMap((commit) => {
        const tagged = digests.get(commit);
        return tagged === undefined ? [] : [{ commit, digest: tagged }];
      }),
    );
    if (isIn(found, digest) && isIn(found, current)) break;
  }
  return found;
}
