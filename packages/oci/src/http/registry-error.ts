import { ProblemError, type Problem } from '@org/ci-core';

/** What a failed attempt says about the next one. */
export interface Retryability {
  readonly retryable: boolean;
  /** The wait that the registry asked for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** One failed attempt at a registry: a Problem, and whether trying again can help. */
export class RegistryError extends ProblemError {
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(problem: Problem, { retryable, retryAfterMs }: Retryability, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'RegistryError';
    this.retryable = retryable;
    this.retryAfterMs = retryAfterMs;
  }
}

/** True for an error that carries a problem of this code. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof ProblemError && error.problems.some((problem) => problem.code === code);
