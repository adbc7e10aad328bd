import * as v from 'valibot';
import { ApiError, errorOf } from './api-error';
import { retrying, type RetryParts } from './retry';
import { wait } from './wait';

export interface ApiSettings {
  readonly apiUrl: string;
  readonly apiTimeoutMs: number;
  readonly apiRetries: number;
}

export interface ApiRequest<Answer> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Below apiUrl, beginning with a slash. */
  readonly path: string;
  readonly body?: unknown;
  /** What the answer must be; further fields are ignored. */
  readonly answer: v.GenericSchema<unknown, Answer>;
  readonly signal?: AbortSignal | undefined;
}

export type ApiClient = <Answer>(request: ApiRequest<Answer>) => Promise<Answer>;

export interface ClientParts extends RetryParts {
  readonly fetch: typeof globalThis.fetch;
}

const ofBrowser: ClientParts = {
  fetch: (...call) => globalThis.fetch(...call),
  wait,
  random: Math.random,
};

/** A call that is sent twice has the effect of one (RFC 9110, 9.2.2); a POST might create twice. */
const isIdempotent = (method: string): boolean => method !== 'POST';

async function read<Answer>(response: Response, answer: ApiRequest<Answer>['answer']): Promise<Answer> {
  const text = await response.text();
  try {
    return v.parse(answer, text === '' ? undefined : JSON.parse(text));
  } catch {
    throw new ApiError('answer', 'The server gave an answer that this page does not understand.');
  }
}

async function send<Answer>(request: ApiRequest<Answer>, settings: ApiSettings, { fetch }: ClientParts) {
  const timeout = AbortSignal.timeout(settings.apiTimeoutMs);
  const { method, path, body, answer } = request;
  try {
    const response = await fetch(`${settings.apiUrl.replace(/\/+$/, '')}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
    });
    if (!response.ok) throw await errorOf(response);
    return await read(response, answer);
  } catch (error) {
    // Whoever called it off wants no message.
    if (error instanceof ApiError || request.signal?.aborted) throw error;
    throw timeout.aborted
      ? new ApiError('timeout', `The server did not answer within ${settings.apiTimeoutMs} ms.`)
      : new ApiError('network', 'The server cannot be reached.');
  }
}

/** Calls of one API: each with a time-out, idempotent ones repeated, answers held against their schema. */
export function createApiClient(settings: ApiSettings, parts: ClientParts = ofBrowser): ApiClient {
  return (request) =>
    retrying(() => send(request, settings, parts), {
      retries: isIdempotent(request.method) ? settings.apiRetries : 0,
      signal: request.signal,
      parts,
    });
}
