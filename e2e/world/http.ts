import { setTimeout as sleep } from 'node:timers/promises';

/** A JSON answer with its status. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** One request; a body is sent as JSON with POST. */
export async function request(url: string, body?: object): Promise<Answered> {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

/** Asks again and again until the answer is as wanted; the last thing that was seen when time is up. */
export async function eventually<T>(
  ask: () => Promise<T>,
  wanted: (seen: T) => boolean,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await ask();
    if (wanted(seen) || Date.now() > end) return seen;
    await sleep(250);
  }
}
