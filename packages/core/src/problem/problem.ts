/**
 * One thing that is wrong with an input or with the world, in words that a person can act on.
 * `code` is stable and greppable, `where` is a file, path in a file, option, URL or tool, never a secret.
 */
export interface Problem {
  readonly code: string;
  readonly where: string;
  readonly what: string;
  readonly fix: string;
}

/** Thrown at the rim only: carries every problem found, not just the first. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[], options?: ErrorOptions) {
    const all = 'code' in problems ? [problems] : problems;
    super(formatProblems(all), options);
    this.name = 'ProblemError';
    this.problems = all;
  }
}

/** Text for a terminal: one paragraph per problem. */
export function formatProblems(problems: readonly Problem[]): string {
  return problems.map(({ code, where, what, fix }) => `${where}: ${what} [${code}]\n  → ${fix}`).join('\n');
}
