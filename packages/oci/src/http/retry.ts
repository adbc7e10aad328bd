import { RegistryError } from './registry-error';

/** All times in milliseconds. */
export interface RetryPolicy {
  /** Attempts in all, the first one included. */
  readonly attempts: number;
  /** The first wait is between half of this and this; it doubles with every attempt. */
  readonly baseMs: number;
  /** No backoff is longer. */
  readonly capMs: number;
  /** A registry that asks for a longer wait than this is asked again after this. */
  readonly retryAfterCapMs: number;
  /** No new attempt begins later than this after the first. */
  readonly totalMs: number;
  /** Of all attempts, those that may end without an answer in time: silence takes the whole limit each time. */
  readonly silentAttempts: number;
}

/** Time and chance, as parameters. */
export interface Timer {
  /** Rejects with the signal's reason as soon as it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** [0, 1) */
  readonly random: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The wait after the `failures`th failure: exponential, with equal jitter, never above the cap. */
export function backoff(policy: RetryPolicy, failures: number, random: number): number {
  const full = Math.min(policy.capMs, policy.baseMs * 2 ** (failures - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

/** Retry-After (RFC 9110, 10.2.3) in milliseconds: seconds or an HTTP date; undefined when it is neither. */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*[0-9]{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function waitAfter(error: RegistryError, policy: RetryPolicy, failures: number, random: number): number {
  const pause = backoff(policy, failures, random);
  if (error.retryAfterMs === undefined) return pause;
  return Math.max(pause, Math.min(error.retryAfterMs, policy.retryAfterCapMs));
}

function exhausted(error: RegistryError, attempts: number, elapsed: number): RegistryError {
  const [problem] = error.problems;
  if (!problem || attempts === 1) return error;
  const what = `${problem.what} (${attempts} attempts in ${Math.round(elapsed / 100) / 10} s)`;
  return new RegistryError({ ...problem, what }, { retryable: false }, { cause: error });
}

const isSilence = ({ problems }: RegistryError): boolean =>
  problems.some(({ code }) => code === 'registry-timeout');

/**
 * Runs the attempt until it succeeds, fails with something that no retry can heal, or the policy is exhausted;
 * then throws the last failure. After an abort nothing is begun, and no wait goes on: the signal's reason is thrown.
 */
export async function retry<T>(
  policy: RetryPolicy,
  timer: Timer,
  attempt: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const start = timer.now();
  let silent = 0;
  for (let failures = 1; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof RegistryError) || !error.retryable) throw error;
      if (isSilence(error)) silent += 1;
      const elapsed = timer.now() - start;
      const wait = waitAfter(error, policy, failures, timer.random());
      const isOver = failures >= policy.attempts || silent >= policy.silentAttempts;
      if (isOver || elapsed + wait > policy.totalMs) throw exhausted(error, failures, elapsed);
      await timer.sleep(wait, signal);
    }
  }
}
