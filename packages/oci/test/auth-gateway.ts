import { formatBasic } from '../src/auth/credentials';
import { bodyText, type Exchange, type Interceptor } from './proxy';

/** What a token server of the distribution specification and a registry behind it do, in front of a real registry. */
export interface Gateway {
  readonly intercept: Interceptor;
  /** Scopes of the tokens that were given. */
  readonly granted: string[];
  /** Tokens that are valid now; clear it and they have expired. */
  readonly tokens: Map<string, readonly string[]>;
}

export interface GatewayOptions {
  readonly username: string;
  readonly password: string;
  /** Refresh token of the OAuth2 form. */
  readonly identity?: string;
  readonly realm?: string;
  /** Anonymous clients get tokens to pull. */
  readonly anonymousPull?: boolean;
}

const answer = ({ incoming, send }: Exchange, status: number, body: unknown, headers = {}): void => {
  incoming.resume();
  send({ status, headers, body: Buffer.from(JSON.stringify(body)) });
};

const needed = (method: string): string => (method === 'GET' || method === 'HEAD' ? 'pull' : 'push');

function allows(scopes: readonly string[], method: string, url: string): boolean {
  const repository = /^\/v2\/(.+?)\/(?:manifests|blobs|tags|referrers)\//.exec(url)?.[1] ?? '';
  return scopes.some((scope) => {
    const [, name, actions = ''] = scope.split(':');
    return name === repository && actions.split(',').includes(needed(method));
  });
}

export function createGateway(options: GatewayOptions, host: string): Gateway {
  const tokens: Gateway['tokens'] = new Map();
  const granted: string[] = [];
  const password = formatBasic(options.username, options.password);

  const isKnown = (authorization: string | undefined, form: URLSearchParams): boolean =>
    authorization === password ||
    (options.identity !== undefined && form.get('refresh_token') === options.identity);

  async function giveToken(exchange: Exchange): Promise<void> {
    const { method, url = '', headers } = exchange.incoming;
    const form = new URLSearchParams(method === 'POST' ? await bodyText(exchange.incoming) : '');
    const query = new URL(url, 'http://x').searchParams;
    const asked = [...query.getAll('scope'), ...(form.get('scope')?.split(' ') ?? [])];
    const known = isKnown(headers.authorization, form);
    if (headers.authorization && !known) {
      answer(exchange, 401, { errors: [{ code: 'UNAUTHORIZED', message: 'wrong password' }] });
      return;
    }
    const pullOnly = options.anonymousPull ? asked.map((scope) => scope.replace(',push', '')) : [];
    const scopes = known ? asked : pullOnly;
    const token = `t${tokens.size}-${Math.random().toString(36).slice(2)}`;
    tokens.set(token, scopes);
    granted.push(...scopes);
    answer(exchange, 200, { token });
  }

  return {
    tokens,
    granted,
    intercept: (exchange) => {
      const { method = '', url = '', headers } = exchange.incoming;
      if (url.startsWith('/token')) return giveToken(exchange);
      const scopes = tokens.get((headers.authorization ?? '').replace('Bearer ', ''));
      if (scopes && allows(scopes, method, url)) return undefined;
      const realm = options.realm ?? `http://${host}/token`;
      const challenge = `Bearer realm="${realm}",service="test, with comma",scope="repository:x:pull"`;
      answer(
        exchange,
        401,
        { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] },
        { 'www-authenticate': challenge },
      );
      return Promise.resolve();
    },
  };
}

/** A registry that wants a password with every request. */
export const basicOnly =
  (username: string, password: string): Interceptor =>
  (exchange) => {
    if (exchange.incoming.headers.authorization === formatBasic(username, password)) return undefined;
    answer(exchange, 401, {}, { 'www-authenticate': 'Basic realm="registry"' });
    return Promise.resolve();
  };
