import type { Command } from '../spawn/command';

/**
 * Nothing asks, and only these transports run: `ext::` and others of git's are commands. SSH is there for machines whose
 * git rewrites URLs to it (`url.<base>.insteadOf`).
 */
const env = (protocols: string) => ({
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_ALLOW_PROTOCOL: protocols,
  LC_ALL: 'C',
});

/**
 * What a tag of a remote repository is, without cloning it: see parseRemoteTag.
 * @param url https URL of the repository
 * @param tag name of the tag, without wildcards
 * @param protocols transports that may be used, with colons between them
 */
export const gitRemoteTag = (url: string, tag: string, protocols = 'https:ssh'): Command => ({
  tool: 'git',
  args: ['ls-remote', '--quiet', '--', url, `refs/tags/${tag}`, `refs/tags/${tag}^{}`],
  env: env(protocols),
});

/** Commit of the tag in the output of gitRemoteTag: of an annotated tag, what it points to. Undefined where there is no such tag. */
export function parseRemoteTag(stdout: string, tag: string): string | undefined {
  const refs = new Map(
    stdout.split('\n').flatMap((line): [string, string][] => {
      const [, sha, ref] = /^([0-9a-f]{40})\t(\S+)$/.exec(line.trimEnd()) ?? [];
      return sha === undefined || ref === undefined ? [] : [[ref, sha]];
    }),
  );
  return refs.get(`refs/tags/${tag}^{}`) ?? refs.get(`refs/tags/${tag}`);
}
