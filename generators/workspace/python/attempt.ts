import { formatProblems, ProblemError } from '@org/ci-core';
import { logger } from '../nx';

/** A service without its lock file is there all the same: what is left to do is said. */
export async function attempt(work: () => Promise<void>, nextStep: string): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    logger.warn(`${formatProblems(error.problems)}, ${nextStep}`);
  }
}
