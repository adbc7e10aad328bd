import type { Command } from '../spawn/command';

/** Nothing asks, nothing is locked or refreshed, and messages are in English. */
const env = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };

const git = (root: string, ...args: string[]): Command => ({ tool: 'git', args, cwd: root, env });

/** Id and time (seconds since 1970) of the commit that is checked out: see parseCommit. */
export const gitHead = (root: string): Command =>
  git(root, 'log', '-1', '--no-show-signature', '--format=%H %ct', 'HEAD');

/** Name of the branch that is checked out; exit code 1 where HEAD is detached. */
export const gitBranch = (root: string): Command => git(root, 'symbolic-ref', '--quiet', '--short', 'HEAD');

/** A file of the commit that is checked out, to the byte; the path is the one below `root`. */
export const gitCommitted = (root: string, file: string): Command =>
  git(root, 'cat-file', 'blob', `HEAD:./${file}`);

/** Commits of the branch that is checked out, newest first, one a line; what was merged into it comes as its merge. */
export const gitHistory = (root: string, count: number): Command =>
  git(root, 'rev-list', '--first-parent', `--max-count=${count}`, 'HEAD');

/** Files that differ from the commit, outside of `ignored` (globs from the root): see isClean. */
export const gitStatus = (root: string, ignored: readonly string[]): Command =>
  git(
    root,
    'status',
    '--porcelain',
    '--untracked-files=normal',
    '--',
    '.',
    ...ignored.map((glob) => `:(exclude,glob)${glob}`),
  );
