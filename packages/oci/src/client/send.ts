import type { Authorizer } from '../auth/authorizer';
import type { Answer, Send } from '../http/answer';
import { discard } from '../http/body';
import { formatWhere, type Call } from '../http/call';
import { RegistryError } from '../http/registry-error';
import { watched, type Watchdog } from '../http/watchdog';
import { registryBase } from '../reference/registry-host';

/** The same chunks; remembers why their source failed, which fetch would report as a failure of the network. */
async function* sourced(chunks: AsyncIterable<Uint8Array>, failures: unknown[]): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    failures.push(error);
    throw error;
  }
}

/** What one attempt goes through. */
export interface Door {
  readonly fetch: Send;
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

function sendOnce(call: Call, authorization: string | undefined, door: Door): Promise<Answer> {
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
export async function send(call: Call, door: Door): Promise<Answer> {
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
