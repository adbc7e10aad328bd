import { setTimeout as sleep } from 'node:timers/promises';
import { createAuthorizer, type Authorizer } from '../auth/authorizer';
import type { CredentialSource } from '../auth/credentials';
import { discard } from '../http/body';
import { formatWhere, type Call } from '../http/call';
import { fetchKeepingAlive } from '../http/keep-alive';
import { networkFailure, statusFailure } from '../http/failure';
import { RegistryError } from '../http/registry-error';
import { retry, type RetryPolicy, type Timer } from '../http/retry';
import { registryBase } from '../reference/registry-host';
import { startWatchdog, watched, type Watchdog } from '../http/watchdog';

/** Everything that is read is optional: the defaults talk anonymously to real registries. */
export interface RegistryOptions {
  readonly credentials?: CredentialSource;
  readonly fetch?: typeof globalThis.fetch;
  readonly timer?: Timer;
  /** Limits that differ from DEFAULT_POLICY; one that is undefined keeps its default. */
  readonly policy?:
    { readonly [Limit in keyof RegistryPolicy]?: RegistryPolicy[Limit] | undefined } | undefined;
  /** Ends all requests, transfers and waits at once, with its reason. */
  readonly signal?: AbortSignal;
}

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

function policyOf(given: RegistryOptions['policy'] = {}): RegistryPolicy {
  const set = Object.entries(given).filter(([, limit]) => limit !== undefined);
  return { ...DEFAULT_POLICY, ...Object.fromEntries(set) };
}

/** Reads an answer; `alive` is to be called for every chunk of a transfer. */
export type Reader<T> = (response: Response, alive: () => void) => Promise<T>;

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

/** The same chunks; remembers why their source failed, which fetch would report as a failure of the network. */
async function* sourced(chunks: AsyncIterable<Uint8Array>, failures: unknown[]): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    failures.push(error);
    throw error;
  }
}

interface Door {
  readonly fetch: typeof globalThis.fetch;
  readonly authorizer: Authorizer;
  readonly watchdog: Watchdog;
  /** What went wrong where the body comes from. */
  readonly failures: unknown[];
}

function bodyOf(call: Call, { watchdog, failures }: Door): NonNullable<RequestInit['body']> | null {
  const body = call.body?.();
  if (body === undefined) return null;
  return call.transfer && !(body instanceof Uint8Array) ? watched(sourced(body, failures), watchdog) : body;
}

/** Credentials stay with the registry: an upload location may be somebody else's. */
const isOwn = (call: Call): boolean => call.url.origin === new URL(registryBase(call.host)).origin;

function sendOnce(call: Call, authorization: string | undefined, door: Door): Promise<Response> {
  const headers = { ...call.headers, ...(authorization && isOwn(call) && { authorization }) };
  const canFollow = call.method === 'GET' || call.method === 'HEAD';
  const init = {
    method: call.method,
    headers,
    body: bodyOf(call, door),
    duplex: 'half',
    signal: door.watchdog.signal,
  } as const;
  return door.fetch(call.url, { ...init, redirect: canFollow ? 'follow' : 'manual' });
}

function expired(call: Call): RegistryError {
  const where = formatWhere(call.method, call.url);
  const fix = `log in again: docker login ${call.host}`;
  const problem = { code: 'registry-unauthorized', where, what: 'the login expired during a transfer', fix };
  return new RegistryError(problem, { retryable: true });
}

/** Sends; a 401 is answered once with what its challenge asks for. */
async function send(call: Call, door: Door): Promise<Response> {
  const known = await door.authorizer.current(call);
  const first = await sendOnce(call, known, door);
  if (first.status !== 401) return first;
  const renewed = await door.authorizer.renew(call, first.headers.get('www-authenticate'), known);
  if (renewed === undefined || renewed === known) return first;
  // a body that was streamed cannot be sent again: its maker retries from the start, with the renewed header
  if (call.transfer && call.body) throw expired(call);
  await discard(first);
  return sendOnce(call, renewed, door);
}

export function connectRegistry(options: RegistryOptions = {}): Registry {
  const policy = policyOf(options.policy);
  const { signal } = options;
  const timer = options.timer ?? REAL_TIMER;
  const fetch = options.fetch ?? fetchKeepingAlive;
  const credentials = options.credentials ?? (() => Promise.resolve(undefined));
  const authorizer = createAuthorizer({
    credentials,
    fetch,
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
