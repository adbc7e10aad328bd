import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RegistryError } from './registry-error';
import { backoff, parseRetryAfter, retry, type RetryPolicy } from './retry';

const policy: RetryPolicy = {
  attempts: 5,
  baseMs: 100,
  capMs: 1000,
  retryAfterCapMs: 4000,
  totalMs: 10_000,
  silentAttempts: 2,
};
const failure = (retryable: boolean, retryAfterMs?: number) =>
  new RegistryError({ code: 'c', where: 'w', what: 'it broke', fix: 'f' }, { retryable, retryAfterMs });

/** A clock that only sleeping moves. */
function fakeTimer(random = 0) {
  const waits: number[] = [];
  let now = 0;
  const sleep = (ms: number) => ((now += ms), waits.push(ms), Promise.resolve());
  return { waits, timer: { sleep, random: () => random, now: () => now } };
}

async function run(outcomes: (Error | string)[], random = 0, changed: Partial<RetryPolicy> = {}) {
  const { waits, timer } = fakeTimer(random);
  let calls = 0;
  const attempt = (): Promise<string> => {
    const outcome = outcomes[Math.min(calls++, outcomes.length - 1)] ?? '';
    return typeof outcome === 'string' ? Promise.resolve(outcome) : Promise.reject(outcome);
  };
  const result = await retry({ ...policy, ...changed }, timer, attempt).catch((error: unknown) => error);
  return { result, calls, waits };
}

describe('retry', () => {
  it('returns the first success', async () => {
    expect(await run(['a'])).toEqual({ result: 'a', calls: 1, waits: [] });
    expect(await run([failure(true), failure(true), 'a'])).toEqual({
      result: 'a',
      calls: 3,
      waits: [50, 100],
    });
  });

  it('does not repeat what no retry heals', async () => {
    const lasting = failure(false);
    expect(await run([lasting, 'a'])).toEqual({ result: lasting, calls: 1, waits: [] });
    const bug = new TypeError('a bug');
    expect(await run([bug, 'a'])).toEqual({ result: bug, calls: 1, waits: [] });
  });

  it('gives up after all attempts and says how many', async () => {
    const { result, calls } = await run([failure(true)]);
    expect(calls).toBe(5);
    expect((result as RegistryError).problems[0]?.what).toBe('it broke (5 attempts in 0.8 s)');
  });

  it('waits as asked, at most the cap, and never less than the backoff', async () => {
    const { waits } = await run([failure(true, 3000), failure(true, 60_000), failure(true, 0), 'a']);
    expect(waits).toEqual([3000, 4000, 200]);
  });

  it('asks twice and no more where there is no answer in time', async () => {
    const problem = { code: 'registry-timeout', where: 'w', what: 'silence', fix: 'f' };
    const silence = new RegistryError(problem, { retryable: true });
    expect((await run([silence])).calls).toBe(2);
    expect((await run([failure(true), silence, 'a'])).calls).toBe(3);
    expect((await run([silence, 'a'])).result).toBe('a');
  });

  it('begins nothing after an abort, and ends its wait', async () => {
    const controller = new AbortController();
    let calls = 0;
    const attempt = (): Promise<never> => ((calls += 1), Promise.reject(failure(true, 4000)));
    const timer = {
      ...fakeTimer().timer,
      sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, { signal }),
    };
    const work = retry(policy, timer, attempt, controller.signal).catch((error: unknown) => error);
    setTimeout(() => {
      controller.abort();
    }, 10);
    expect(await work).toMatchObject({ name: 'AbortError' });
    await expect(retry(policy, timer, attempt, controller.signal)).rejects.toThrow();
    expect(calls).toBe(1);
  });

  it('begins no attempt after the total time', async () => {
    const { calls, waits } = await run([failure(true, 4000)], 0, { attempts: 50 });
    expect({ calls, waits }).toEqual({ calls: 3, waits: [4000, 4000] });
  });
});

it('backoff grows, jitters and stays below its cap', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const wait = backoff(policy, failures, random);
        return wait >= 50 && wait <= policy.capMs;
      },
    ),
  );
  expect([1, 2, 3, 4, 5].map((n) => backoff(policy, n, 0.999))).toEqual([100, 200, 400, 800, 1000]);
});

it.each([
  [null, undefined],
  ['5', 5000],
  [' 0 ', 0],
  ['-1', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['99999999999999', undefined],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 50_000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
])('Retry-After %j is %j ms', (value, expected) => {
  expect(parseRetryAfter(value, 10_000)).toBe(expected);
});
