import { ApiError } from './api-error';
import type { wait } from './wait';

export interface RetryParts {
  readonly wait: typeof wait;
  /** From 0 to 1, as Math.random. */
  readonly random: () => number;
}

const firstDelayMs = 200;
const longestDelayMs = 5_000;
const passing = new Set([408, 425, 429, 502, 503, 504]);

/** Whether the same call may succeed in a moment. */
export const isPassing = (error: unknown): error is ApiError =>
  error instanceof ApiError &&
  (error.kind === 'network' ||
    error.kind === 'timeout' ||
    (error.response !== undefined && passing.has(error.response.status)));

/** Exponential backoff with full jitter, so that clients do not come back all at once; what the API asks for counts. */
export function delayOf(error: ApiError, attempt: number, random: () => number): number {
  const backoff = random() * Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
  return Math.min(longestDelayMs, Math.max(error.response?.retryAfterMs ?? 0, backoff));
}

/** Repeats what may succeed in a moment. Only for calls that may arrive twice. */
export async function retrying<T>(
  call: () => Promise<T>,
  { retries, signal, parts }: { retries: number; signal?: AbortSignal | undefined; parts: RetryParts },
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= retries || !isPassing(error)) throw error;
      await parts.wait(delayOf(error, attempt, parts.random), signal);
    }
  }
}
