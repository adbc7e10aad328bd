import { formatProblems, type Problem } from '@org/ci-core';

const reported = new Set<string>();

/** Tells people once per process: the graph is computed again and again. */
export function report(problems: readonly Problem[]): void {
  const text = formatProblems(problems);
  if (problems.length === 0 || reported.has(text)) return;
  reported.add(text);
  process.stderr.write(`${text}\n`);
}
