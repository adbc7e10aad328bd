import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createApiClient, type ApiRequest } from '../../src/http/api-client';
import { wait } from '../../src/http/wait';

const settings = { apiUrl: 'http://api.test/base/', apiTimeoutMs: 20, apiRetries: 2 };
const ok = (): Response => Response.json({ value: 1, more: 2 });
const status = (code: number, headers = {}): Response => new Response('', { status: code, headers });
const get: ApiRequest<{ value: number }> = {
  method: 'GET',
  path: '/x',
  answer: v.object({ value: v.number() }),
};

type Answer = Response | Error | 'never';

/** A client whose calls are answered in this order; says how often it called and how long it waited. */
function clientOf(...answers: Answer[]) {
  const urls: string[] = [];
  const waits: number[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    urls.push(input as string);
    const answer = answers.shift() ?? new Error('one call too many');
    if (answer instanceof Response) return Promise.resolve(answer);
    if (answer !== 'never') return Promise.reject(answer);
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => {
        reject(init.signal?.reason as Error);
      });
    });
  };
  const noted = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  return { call: createApiClient(settings, { fetch, wait: noted, random: () => 1 }), urls, waits };
}

describe('an idempotent call', () => {
  it('is repeated with a longer wait each time', async () => {
    const { call, urls, waits } = clientOf(status(503), new TypeError('away'), ok());
    expect(await call(get)).toEqual({ value: 1 });
    expect(urls).toEqual(Array(3).fill('http://api.test/base/x'));
    expect(waits).toEqual([200, 400]);
  });

  it('waits as long as the API asks for', async () => {
    const { call, waits } = clientOf(status(429, { 'retry-after': '3' }), ok());
    await call(get);
    expect(waits).toEqual([3_000]);
  });

  it('ends with the last error', async () => {
    const { call, urls } = clientOf(status(502), status(502), status(502));
    await expect(call(get)).rejects.toMatchObject({ kind: 'problem', response: { status: 502 } });
    expect(urls).toHaveLength(3);
  });

  it.each([400, 404, 500])('is not repeated after %s', async (code) => {
    const { call, urls } = clientOf(status(code), ok());
    await expect(call(get)).rejects.toMatchObject({ response: { status: code } });
    expect(urls).toHaveLength(1);
  });
});

describe('a POST', () => {
  it.each<Answer>([status(503), new TypeError('away'), 'never'])('is never repeated', async (answer) => {
    const { call, urls } = clientOf(answer, ok());
    await expect(call({ ...get, method: 'POST', body: {} })).rejects.toThrow();
    expect(urls).toHaveLength(1);
  });
});

describe('an error', () => {
  it('has the problem details of the API', async () => {
    const body = {
      title: 'Bad Request',
      detail: 'Too long.',
      errors: [{ pointer: '#/text', detail: 'is long' }],
    };
    const headers = { 'content-type': 'application/problem+json; charset=utf-8' };
    const { call } = clientOf(new Response(JSON.stringify(body), { status: 400, headers }));
    await expect(call(get)).rejects.toMatchObject({
      message: 'Too long. is long',
      response: { problem: body },
    });
  });

  it('is said in words where there are no details', async () => {
    const { call } = clientOf(new Response('<html>', { status: 500 }));
    await expect(call(get)).rejects.toThrow('The server answered 500.');
  });

  it('tells a late answer from an unintelligible one', async () => {
    await expect(clientOf('never', 'never', 'never').call(get)).rejects.toMatchObject({ kind: 'timeout' });
    await expect(clientOf(Response.json({ value: 'x' })).call(get)).rejects.toMatchObject({ kind: 'answer' });
  });

  it('is none of ours where the caller called it off', async () => {
    const { call, urls } = clientOf('never', ok());
    const left = new AbortController();
    const answer = call({ ...get, signal: left.signal });
    left.abort(new Error('left the page'));
    await expect(answer).rejects.toThrow('left the page');
    expect(urls).toHaveLength(1);
  });
});

it('waits no longer than wanted', async () => {
  const left = new AbortController();
  const waiting = wait(60_000, left.signal);
  left.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  await expect(wait(60_000, left.signal)).rejects.toThrow('left');
});
