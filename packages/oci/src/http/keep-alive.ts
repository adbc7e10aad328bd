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

/** One HEAD request. A server may close an idle connection just as it is used again: that is asked once more. */
function head(url: URL, init: RequestInit, isAgain = false): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const request = (secure ? https : http).request(url, {
      method: 'HEAD',
      agent: agents[secure ? 'https:' : 'http:'],
      headers: init.headers as Record<string, string>,
      ...(init.signal && { signal: init.signal }),
    });
    request.once('response', (answer) => {
      // only when it has ended is the connection free for the next
      answer.once('end', () => {
        resolve(answerOf(answer));
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
export const fetchKeepingAlive: Send = async (url, init) => {
  if (init.method !== 'HEAD') return fetch(url, init);
  const answer = await head(url, init);
  return isRedirect(answer.status) ? fetch(url, init) : answer;
};
