import type { Problem } from '@org/ci-core';
import { z } from 'zod';
import type { Answer } from '../http/answer';
import { readDocument } from '../http/body';
import { formatWhere, type Call } from '../http/call';
import { networkFailure, statusFailure } from '../http/failure';
import { RegistryError } from '../http/registry-error';
import { startWatchdog } from '../http/watchdog';
import { isLoopback } from '../reference/registry-host';
import { oneLine } from '../reference/quote';
import type { Challenge } from './challenge';
import type { AuthSurroundings } from './surroundings';
import { formatBasic, type Credentials } from './credentials';

/** https://distribution.github.io/distribution/spec/auth/token/ */
const TokenAnswer = z.looseObject({ token: z.string().optional(), access_token: z.string().optional() });

/** A token made of anything else could smuggle a second header. */
const TOKEN68 = /^[\x21-\x7e]+$/;

export interface TokenRequest {
  readonly url: URL;
  readonly init: RequestInit;
}

function refuse(call: Call, what: string): RegistryError {
  const where = formatWhere(call.method, call.url);
  const problem: Problem = {
    code: 'registry-unauthorized',
    where,
    what,
    fix: `check that ${call.host} is the registry you mean; its operator must correct its token service`,
  };
  return new RegistryError(problem, { retryable: false });
}

/** Where the registry sends its clients for a token: HTTPS only (loopback apart), since passwords go there. */
function parseRealm(challenge: Challenge, call: Call): URL {
  const realm = challenge.parameters.get('realm') ?? '';
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  if (!url) throw refuse(call, `its token service ${JSON.stringify(oneLine(realm, 80))} is not a URL`);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.host));
  if (!isSafe || url.username || url.password) {
    throw refuse(
      call,
      `its token service at ${url.host} is not a plain https URL; no password is sent there`,
    );
  }
  return url;
}

/** The request for a token: GET with Basic or anonymous, or the OAuth2 POST for an identity token. */
export function planTokenRequest(challenge: Challenge, call: Call, credentials?: Credentials): TokenRequest {
  const url = parseRealm(challenge, call);
  const service = challenge.parameters.get('service') ?? '';
  if (credentials?.kind === 'identity-token') {
    const scope = call.scopes.join(' ');
    const form = {
      grant_type: 'refresh_token',
      client_id: 'org-ci',
      service,
      scope,
      refresh_token: credentials.token,
    };
    // a redirect must not carry the refresh token elsewhere
    return { url, init: { method: 'POST', body: new URLSearchParams(form), redirect: 'error' } };
  }
  if (service) url.searchParams.set('service', service);
  for (const scope of call.scopes) url.searchParams.append('scope', scope);
  const authorization = credentials && formatBasic(credentials.username, credentials.password);
  return { url, init: { method: 'GET', headers: authorization ? { authorization } : {} } };
}

async function readToken(response: Answer, call: Call): Promise<string> {
  const bytes = await readDocument(response, formatWhere(call.method, call.url));
  const answer = TokenAnswer.safeParse(parseLoosely(new TextDecoder().decode(bytes)));
  const token = answer.success ? (answer.data.token ?? answer.data.access_token) : undefined;
  if (!token || !TOKEN68.test(token)) throw refuse(call, 'its token service answered without a token');
  return `Bearer ${token}`;
}

function parseLoosely(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The Authorization header's value that the token service gives for the call's scopes. */
export async function requestToken(
  { url, init }: TokenRequest,
  call: Call,
  { fetch, now, requestMs, signal }: Pick<AuthSurroundings, 'fetch' | 'now' | 'requestMs' | 'signal'>,
): Promise<string> {
  const asked: Call = {
    host: call.host,
    method: 'GET',
    url,
    scopes: [],
    expect: [200],
    unknown: 'repository-unknown',
  };
  const watchdog = startWatchdog(requestMs, signal);
  let answered = false;
  try {
    const response = await fetch(url, { ...init, signal: watchdog.signal });
    answered = true;
    if (response.status !== 200) throw await statusFailure(response, asked, now());
    return await readToken(response, asked);
  } catch (error) {
    signal?.throwIfAborted();
    throw networkFailure(error, asked, answered);
  } finally {
    watchdog.stop();
  }
}
