import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until there is an answer or the time is over (undefined). Ends at once when the run is interrupted. */
export async function poll<T>(
  ask: () => Promise<T | undefined>,
  limits: { readonly withinMs: number; readonly everyMs: number; readonly signal: AbortSignal },
): Promise<T | undefined> {
  const end = Date.now() + limits.withinMs;
  for (;;) {
    limits.signal.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined || Date.now() >= end) return answer;
    await sleep(limits.everyMs, undefined, { signal: limits.signal });
  }
}
