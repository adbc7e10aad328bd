import { setTimeout as sleep } from 'node:timers/promises';
import { createAuthorizer } from '../auth/authorizer';
import type { CredentialSource } from '../auth/credentials';
import type { Answer, Send } from '../http/answer';
import { discard } from '../http/body';
import type { Call } from '../http/call';
import { fetchKeepingAlive } from '../http/keep-alive';
import { networkFailure, statusFailure } from '../http/failure';
import { retry, type Timer } from '../http/retry';
import { startWatchdog } from '../http/watchdog';
import { policyOf, type GivenPolicy } from './policy';
import { send } from './send';

/** Everything that is read is optional: the defaults talk anonymously to real registries. */
export interface RegistryOptions {
  readonly credentials?: CredentialSource;
  readonly fetch?: typeof globalThis.fetch;
  readonly timer?: Timer;
  /** Limits that differ from DEFAULT_POLICY; one that is undefined keeps its default. */
  readonly policy?: GivenPolicy | undefined;
  /** Ends all requests, transfers and waits at once, with its reason. */
  readonly signal?: AbortSignal;
}

/** Reads an answer; `alive` is to be called for every chunk of a transfer. */
export type Reader<T> = (response: Answer, alive: () => void) => Promise<T>;

/** The door to all registries: authentication, limits and failures in one place; the API's verbs are functions on it. */
export interface Registry {
  /** One attempt: sends the call, answers one challenge, reads the answer. Throws RegistryError. */
  attempt<T>(call: Call, read: Reader<T>): Promise<T>;
  /** Repeats what is made of attempts while that can heal it. */
  retry<T>(work: () => Promise<T>): Promise<T>;
}

const REAL_TIMER: Timer = {
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  random: Math.random,
  now: Date.now,
};

export function connectRegistry(options: RegistryOptions = {}): Registry {
  const policy = policyOf(options.policy);
  const { signal } = options;
  const timer = options.timer ?? REAL_TIMER;
  const fetch: Send = options.fetch ?? fetchKeepingAlive;
  const credentials = options.credentials ?? (() => Promise.resolve(undefined));
  const authorizer = createAuthorizer({
    credentials,
    fetch: options.fetch ?? globalThis.fetch,
    now: timer.now,
    requestMs: policy.requestMs,
    signal,
  });

  return {
    retry: (work) => retry(policy, timer, work, signal),
    async attempt(call, read) {
      signal?.throwIfAborted();
      const watchdog = startWatchdog(call.transfer ? policy.idleMs : policy.requestMs, signal);
      const failures: unknown[] = [];
      let answered = false;
      try {
        const response = await send(call, { fetch, authorizer, watchdog, failures });
        answered = true;
        if (!call.expect.includes(response.status)) throw await statusFailure(response, call, timer.now());
        return await read(response, () => {
          if (call.transfer) watchdog.alive();
        }).finally(() => discard(response));
      } catch (error) {
        signal?.throwIfAborted();
        throw networkFailure(failures[0] ?? error, call, answered);
      } finally {
        watchdog.stop();
      }
    },
  };
}
