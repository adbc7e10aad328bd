import type { Call } from '../http/call';
import { parseChallenges, type Challenge } from './challenge';
import { formatBasic, type Credentials } from './credentials';
import type { AuthSurroundings } from './surroundings';
import { planTokenRequest, requestToken } from './token';

/** Remembers, per host and scopes, what the registry accepts as Authorization. */
export interface Authorizer {
  /** What was accepted last; undefined when nothing is known yet. */
  current(call: Call): Promise<string | undefined>;
  /**
   * Answers a 401: a new header's value, or undefined when there is nothing (more) to offer.
   * `stale` is what the registry has just refused.
   */
  renew(call: Call, challenge: string | null, stale: string | undefined): Promise<string | undefined>;
}

const keyOf = (call: Call): string => [call.host, ...call.scopes].join(' ');

const find = (challenges: readonly Challenge[], scheme: string): Challenge | undefined =>
  challenges.find((challenge) => challenge.scheme === scheme);

async function authorize(
  header: string | null,
  call: Call,
  options: AuthSurroundings,
): Promise<string | undefined> {
  const challenges = parseChallenges(header);
  const credentials: Credentials | undefined = await options.credentials(call.host);
  const bearer = find(challenges, 'bearer');
  if (bearer) return requestToken(planTokenRequest(bearer, call, credentials), call, options);
  const wantsPassword = find(challenges, 'basic') && credentials?.kind === 'password';
  return wantsPassword ? formatBasic(credentials.username, credentials.password) : undefined;
}

/** Concurrent calls with the same scopes share one request for a token. */
export function createAuthorizer(options: AuthSurroundings): Authorizer {
  const pending = new Map<string, Promise<string | undefined>>();
  const current = async (call: Call): Promise<string | undefined> =>
    pending.get(keyOf(call))?.catch(() => undefined);

  return {
    current,
    async renew(call, challenge, stale) {
      const key = keyOf(call);
      const known = pending.get(key);
      const value = await current(call);
      if (value !== undefined && value !== stale) return value;
      if (pending.get(key) === known) pending.set(key, authorize(challenge, call, options));
      return pending.get(key);
    },
  };
}
