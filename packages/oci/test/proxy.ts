import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly forward: () => Promise<Answer>;
  readonly send: (answer: Answer) => void;
}

/** Takes an exchange (returns what it does with it) or leaves it to the next one. */
export type Interceptor = (exchange: Exchange) => Promise<void> | undefined;

export interface Proxy {
  /** `127.0.0.1:port` */
  readonly host: string;
  /** `METHOD path` of every request, with what its headers were. */
  readonly seen: { readonly line: string; readonly headers: IncomingMessage['headers'] }[];
  readonly interceptors: Interceptor[];
  readonly count: (pattern: RegExp) => number;
  readonly close: () => Promise<void>;
}

function forward(upstream: string, incoming: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const [hostname = '', port] = upstream.split(':');
    const { method, url: path, headers } = incoming;
    const outgoing = sendRequest(
      { hostname, port: Number(port), method, path, headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
        });
      },
    );
    outgoing.on('error', reject);
    incoming.on('close', () => {
      if (!incoming.complete) outgoing.destroy();
    });
    incoming.pipe(outgoing);
  });
}

/** A proxy before a real registry, with room for faults. */
export async function startProxy(upstream: string): Promise<Proxy> {
  const seen: Proxy['seen'] = [];
  const interceptors: Interceptor[] = [];
  const server = createServer((incoming, outgoing) => {
    seen.push({ line: `${incoming.method ?? ''} ${incoming.url ?? ''}`, headers: incoming.headers });
    const send = ({ status, headers, body }: Answer): void => {
      outgoing.writeHead(status, headers as Record<string, string>);
      outgoing.end(incoming.method === 'HEAD' ? undefined : body);
    };
    const exchange = { incoming, outgoing, send, forward: () => forward(upstream, incoming) };
    const taken = interceptors.map((intercept) => () => intercept(exchange));
    const work = firstOf(taken) ?? exchange.forward().then(send);
    work.catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    seen,
    interceptors,
    count: (pattern) => seen.filter(({ line }) => pattern.test(line)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function firstOf(attempts: readonly (() => Promise<void> | undefined)[]): Promise<void> | undefined {
  for (const attempt of attempts) {
    const work = attempt();
    if (work) return work;
  }
  return undefined;
}

export const bodyText = (incoming: IncomingMessage): Promise<string> => text(incoming);
