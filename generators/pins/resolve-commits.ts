import { ProblemError, type Problem } from '@org/ci-core';
import type { Runner } from '@org/ci-toolchain';
import type { WantedCommit } from './commits';

export interface ResolvedCommit extends WantedCommit {
  readonly sha: string;
}

export interface ResolvedCommits {
  readonly commits: readonly ResolvedCommit[];
  readonly problems: readonly Problem[];
}

/** How git is run; `protocols` only tests widen. */
export interface GitAccess {
  readonly run: Runner;
  readonly timeoutMs: number;
  readonly protocols?: string;
}

/** Actions are repositories of GitHub; a git that rewrites URLs (`url.<base>.insteadOf`) may go elsewhere. */
const urlOf = ({ kind, name }: WantedCommit): string =>
  kind === 'hooks' ? name : `https://github.com/${name}`;

const unresolved = ({ name, version }: WantedCommit, reason: string): Problem => ({
  code: 'pin-unresolved',
  where: `${name} ${version}`,
  what: `is used by tag alone: ${reason}`,
  fix: 'make its repository reachable (git config url.<mirror>.insteadOf https://github.com/), then run: npx nx g @org/ci:pins',
});

async function commitOf(
  wanted: WantedCommit,
  { run, timeoutMs, protocols }: GitAccess,
): Promise<string | Problem> {
  const { gitRemoteTag, parseRemoteTag } = await import('@org/ci-toolchain');
  try {
    const command = gitRemoteTag(urlOf(wanted), wanted.version, protocols);
    const { exitCode, stdout, stderr } = await run(command, { timeoutMs });
    if (exitCode !== 0)
      return unresolved(wanted, stderr.trim().split('\n')[0] ?? `git ended with ${exitCode}`);
    return parseRemoteTag(stdout, wanted.version) ?? unresolved(wanted, 'its repository has no such tag');
  } catch (error) {
    if (error instanceof ProblemError)
      return unresolved(wanted, error.problems.map(({ what }) => what).join('; '));
    throw error;
  }
}

/** Commits of tags as their repositories have them now. Never throws for one of them. */
export async function resolveCommits(
  wanted: readonly WantedCommit[],
  access: GitAccess,
): Promise<ResolvedCommits> {
  const answers = await Promise.all(
    wanted.map(async (one) => ({ one, answer: await commitOf(one, access) })),
  );
  return {
    commits: answers.flatMap(({ one, answer }) =>
      typeof answer === 'string' ? [{ ...one, sha: answer }] : [],
    ),
    problems: answers.flatMap(({ answer }) => (typeof answer === 'string' ? [] : [answer])),
  };
}
