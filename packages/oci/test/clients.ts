import type { RegistryPolicy } from '../src/client/policy';
import { connectRegistry, type Registry, type RegistryOptions } from '../src/client/registry';

/** The real policy with short times, so that faults are met within a test. */
export const QUICK: RegistryPolicy = {
  attempts: 4,
  silentAttempts: 4,
  baseMs: 5,
  capMs: 40,
  retryAfterCapMs: 5000,
  totalMs: 20_000,
  requestMs: 500,
  idleMs: 500,
};

/** A client that records its waits instead of waiting. */
export function quickClient(options: RegistryOptions = {}): { registry: Registry; waits: number[] } {
  const waits: number[] = [];
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  const timer = { sleep, random: Math.random, now: Date.now };
  return { registry: connectRegistry({ policy: QUICK, timer, ...options }), waits };
}
