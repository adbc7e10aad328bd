import { get } from 'node:http';

/** What an endpoint answered: its status, or why there is none. */
export type Answer = { readonly status: number } | { readonly failure: string };

/** A connection of its own per request: an idle kept-alive one would change how the service shuts down. */
export const httpGet = (
  port: number,
  path: string,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Answer> =>
  new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, path, agent: false, timeout: timeoutMs, signal },
      (response) => {
        response.on('error', () => undefined);
        response.resume();
        resolve({ status: response.statusCode ?? 0 });
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    request.on('error', (error: NodeJS.ErrnoException) => {
      resolve({ failure: error.code ?? error.message });
    });
  });

export const isGood = (answer: Answer): boolean =>
  'status' in answer && answer.status >= 200 && answer.status < 300;

const meanings: Readonly<Record<string, string>> = {
  ECONNRESET: 'the connection was closed without an answer (ECONNRESET)',
  ECONNREFUSED: 'nothing listens on the port (ECONNREFUSED)',
};

export const formatAnswer = (answer: Answer): string =>
  'status' in answer ? `HTTP ${answer.status}` : (meanings[answer.failure] ?? answer.failure);
