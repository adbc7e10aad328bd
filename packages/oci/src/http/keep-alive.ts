import http from 'node:http';
import https from 'node:https';

const idleMs = 15_000;
const options = { keepAlive: true, maxSockets: 32, timeout: idleMs } as const;
const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };

type Init = Pick<RequestInit, 'headers' | 'signal'>;

function headersOf({ rawHeaders }: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2)
    headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}

/** One HEAD request. A server may close an idle connection just as it is used again: that is asked once more. */
function head(url: URL, init: Init, isAgain = false): Promise<Response> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      method: 'HEAD',
      agent: agents[secure ? 'https:' : 'http:'],
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(init.signal && { signal: init.signal }),
    });
    request.once('response', (answer) => {
      // only when it has ended is the connection free for the next
      answer.once('end', () => {
        resolve(new Response(null, { status: answer.statusCode ?? 0, headers: headersOf(answer) }));
      });
      answer.resume().once('error', reject);
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      const wasIdle = request.reusedSocket && error.code === 'ECONNRESET' && !isAgain;
      if (init.signal?.aborted) reject(init.signal.reason as Error);
      else if (wasIdle) resolve(head(url, init, true));
      else reject(error);
    });
    request.end();
  });
}

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/**
 * fetch; but a HEAD request keeps its connection for the next one. fetch in Node 20 to 24 (undici) closes it each time:
 * a handshake for every tag and digest that is asked for, and four times the work. Redirects are left to fetch.
 */
export const fetchKeepingAlive: typeof globalThis.fetch = async (input, init) => {
  if (init?.method !== 'HEAD' || !(input instanceof URL)) return fetch(input, init);
  const answer = await head(input, init);
  return isRedirect(answer.status) ? fetch(input, init) : answer;
};
