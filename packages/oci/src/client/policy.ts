import type { RetryPolicy } from '../http/retry';

/** How long a registry is waited for, in milliseconds. */
export interface RegistryPolicy extends RetryPolicy {
  /** A request that moves no blob must be answered completely within this. */
  readonly requestMs: number;
  /** A transfer of a blob fails when no byte moved for this long. */
  readonly idleMs: number;
}

/**
 * A registry that says nothing is given up after 30 s (twice `requestMs`), one that takes a blob and never confirms it
 * after 90 s: some move gigabytes within their store before they answer. Answers such as 503 and 429 are waited for
 * longer, up to `totalMs`: there somebody is at work.
 */
export const DEFAULT_POLICY: RegistryPolicy = {
  attempts: 5,
  silentAttempts: 2,
  baseMs: 300,
  capMs: 10_000,
  retryAfterCapMs: 60_000,
  totalMs: 120_000,
  requestMs: 15_000,
  idleMs: 45_000,
};

/** Limits of which some are given; one that is undefined keeps its default. */
export type GivenPolicy = {
  readonly [Limit in keyof RegistryPolicy]?: RegistryPolicy[Limit] | undefined;
};

export function policyOf(given: GivenPolicy = {}): RegistryPolicy {
  const set = Object.entries(given).filter(([, limit]) => limit !== undefined);
  return { ...DEFAULT_POLICY, ...Object.fromEntries(set) };
}
