import { formatProblems, ProblemError, type Problem } from '@org/ci-core';

const reported = new Set<string>();

/** Tells people once per process: the graph is computed again and again. */
export function report(problems: readonly Problem[]): void {
  const text = formatProblems(problems);
  if (problems.length === 0 || reported.has(text)) return;
  reported.add(text);
  process.stderr.write(`${text}\n`);
}

/** Whatever was thrown, as problems. */
export function problemsOf(error: unknown, where: string): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  const what = error instanceof Error ? error.message : String(error);
  return [{ code: 'inference', where, what, fix: 'correct the file' }];
}
