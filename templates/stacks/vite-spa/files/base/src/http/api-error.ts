import * as v from 'valibot';
import { formatProblem, Problem } from './problem';

/** problem: the API refused · network, timeout: no answer · answer: one that nobody understands. */
export type ApiErrorKind = 'problem' | 'network' | 'timeout' | 'answer';

/** The one kind of error that calls of the API end with; its message is for people. */
export class ApiError extends Error {
  constructor(
    readonly kind: ApiErrorKind,
    message: string,
    readonly response?: {
      readonly status: number;
      readonly problem: Problem;
      readonly retryAfterMs?: number;
    },
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Retry-After in seconds; dates are rare, and clocks differ. */
function retryAfter({ headers }: Response): { retryAfterMs?: number } {
  const seconds = headers.get('retry-after');
  return seconds !== null && /^\d+$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1000 } : {};
}

/** An answer that is no success, whether its body is problem details or not. */
export async function errorOf(response: Response): Promise<ApiError> {
  const isProblem = response.headers.get('content-type')?.includes('application/problem+json') ?? false;
  const body: unknown = isProblem ? await response.json().catch(() => undefined) : undefined;
  const problem = v.is(Problem, body) ? v.parse(Problem, body) : v.parse(Problem, {});
  const { status } = response;
  return new ApiError('problem', formatProblem(problem, status), {
    status,
    problem,
    ...retryAfter(response),
  });
}

/** Text for people about whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'Something went wrong in this page. Reload it.';
