import { ProblemError, type Problem } from '@org/ci-core';

/** The problems of what must fail; fails when it does not. */
export async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome === undefined) throw new Error('expected a failure, but it worked');
  if (!(outcome instanceof ProblemError)) throw outcome as Error;
  return outcome.problems;
}

export const codesOf = async (work: Promise<unknown>): Promise<string[]> =>
  (await problemsOf(work)).map(({ code }) => code);
