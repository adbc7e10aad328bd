import http from 'node:http';
import https from 'node:https';
import type { Answer, Send } from './answer';

const idleMs = 15_000;
const options = { keepAlive: true, maxSockets: 32, timeout: idleMs } as const;
const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

function answerOf({ statusCode = 0, headers }: http.IncomingMessage): Answer {
  const get = (name: string): string | null => headers[name.toLowerCase()]?.toString() ?? null;
  return { status: statusCode, headers: { get }, body: null };
}

/** One HEAD request. `user-agent` is what fetch says. */
function head(url: URL, { headers, signal }: RequestInit): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      method: 'HEAD',
      agent: agents[secure ? 'https:' : 'http:'],
      headers: { 'user-agent': 'node', ...(headers as Record<string, string>) },
      ...(signal && { signal }),
    });
    request.once('response', (answer) => {
      // only when it has ended is the connection free for the next
      answer.once('end', () => {
        resolve(answerOf(answer));
      });
      answer.resume().once('error', reject);
    });
    request.once('error', reject).end();
  });
}

/** Node's own proxies (24 and later) are fetch's: https://nodejs.org/api/http.html#built-in-proxy-support */
const throughProxy = ({ env, execArgv }: Pick<NodeJS.Process, 'env' | 'execArgv'>): boolean =>
  Boolean(env.NODE_USE_ENV_PROXY) ||
  [...execArgv, env.NODE_OPTIONS ?? ''].some((text) => text.includes('--use-env-proxy'));

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/**
 * fetch; but a HEAD request keeps its connection for the next one. fetch in Node 20 to 24 (undici) closes it each time:
 * a handshake for every tag and digest that is asked for, and four times the work. What does not go straight is left to
 * fetch: redirects, proxies, and a connection that was closed while it was idle or cannot be made.
 */
export const fetchKeepingAlive: Send = async (url, init) => {
  if (init.method !== 'HEAD' || throughProxy(process)) return fetch(url, init);
  const answer = await head(url, init).catch(() => {
    init.signal?.throwIfAborted();
    return undefined;
  });
  return answer === undefined || isRedirect(answer.status) ? fetch(url, init) : answer;
};
