import { formatProblems, ProblemError, type Problem } from '@org/ci-core';
import { systemProblem } from './system';

/** What timers and polls throw when the run's signal is aborted. */
const isAborted = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

const interrupted: Problem = {
  code: 'interrupted',
  where: 'this run',
  what: 'was interrupted',
  fix: 'run it again: what is there already is not made anew',
};

/** What a failed task says: its problems, and a stack trace only of what should never happen, if asked for. */
export function formatFailure(error: unknown, verbose: boolean): string {
  if (error instanceof ProblemError) return formatProblems(error.problems);
  if (isAborted(error)) return formatProblems([interrupted]);
  const known = systemProblem(error);
  if (known) return formatProblems([known]);
  const said = error instanceof Error ? error.message : String(error);
  const what = verbose && error instanceof Error ? (error.stack ?? said) : said;
  const fix = 'this is a defect of @org/ci: report it, with the output of the same command and --verbose';
  return formatProblems([{ code: 'unexpected', where: '@org/ci', what, fix }]);
}
