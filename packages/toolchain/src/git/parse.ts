/** Output of gitHead; undefined where it is something else. */
export function parseCommit(stdout: string): { readonly sha: string; readonly time: number } | undefined {
  const [, sha, time] = /^([0-9a-f]{40}|[0-9a-f]{64}) (\d{1,12})\s*$/.exec(stdout) ?? [];
  return sha === undefined ? undefined : { sha, time: Number(time) };
}

/** Output of gitBranch. */
export const parseBranch = (stdout: string): string | undefined => {
  const branch = stdout.trim();
  return branch === '' ? undefined : branch;
};

/** Output of gitStatus: no line, no difference. */
export const isClean = (stdout: string): boolean => stdout.trim() === '';

/** Output of gitHistory: full commit ids. */
export const parseHistory = (stdout: string): string[] =>
  stdout.split('\n').filter((line) => /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(line));
