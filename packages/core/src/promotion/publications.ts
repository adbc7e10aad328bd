/** A commit at which a digest was published: what a commit's tag in the registry says. */
export interface Publication {
  /** Commit id, as the tag has it. */
  readonly commit: string;
  readonly digest: string;
}

/** Tags of commits are 40 hexadecimal digits, of SHA-256 repositories too. */
export const commitTag = (commit: string): string => commit.toLowerCase().slice(0, 40);

/** Commits of a history, newest first, that have a tag of their own: there something was published. */
export function publishedCommits(history: readonly string[], tags: readonly string[]): string[] {
  const known = new Set(tags);
  return [...new Set(history.map(commitTag))].filter((commit) => known.has(commit));
}

/**
 * How two digests stand to each other in a history. A digest can be published at several commits; the newest counts,
 * for what a revert brings back is new again. `unknown` names the digest that no commit of the history has.
 */
export type CommitOrder =
  | { readonly kind: 'forward' | 'back'; readonly commit: string; readonly current: string }
  | { readonly kind: 'unknown'; readonly which: 'digest' | 'current' };

/** @param publications of one history, newest first */
export function compareCommits(
  publications: readonly Publication[],
  digest: string,
  current: string,
): CommitOrder {
  const [mine, theirs] = [digest, current].map((wanted) =>
    publications.findIndex((each) => each.digest === wanted),
  ) as [number, number];
  const [found, foundCurrent] = [publications[mine], publications[theirs]];
  if (!found) return { kind: 'unknown', which: 'digest' };
  if (!foundCurrent) return { kind: 'unknown', which: 'current' };
  const kind = mine <= theirs ? 'forward' : 'back';
  return { kind, commit: found.commit, current: foundCurrent.commit };
}
