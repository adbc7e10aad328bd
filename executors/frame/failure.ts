import { formatProblems, ProblemError } from '@org/ci-core';
import { systemProblem } from './system';

/** What a failed task says: its problems, and a stack trace only of what should never happen, if asked for. */
export function formatFailure(error: unknown, verbose: boolean): string {
  if (error instanceof ProblemError) return formatProblems(error.problems);
  const known = systemProblem(error);
  if (known) return formatProblems([known]);
  const said = error instanceof Error ? error.message : String(error);
  const what = verbose && error instanceof Error ? (error.stack ?? said) : said;
  const fix = 'this is a defect of @org/ci: report it, with the output of the same command and --verbose';
  return formatProblems([{ code: 'unexpected', where: '@org/ci', what, fix }]);
}
