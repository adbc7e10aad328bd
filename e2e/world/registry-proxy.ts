import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A container registry behind a door that can be held shut: where somebody is killed at a moment that tests choose. */
export interface RegistryProxy {
  /** `127.0.0.1:PORT`. */
  readonly registry: string;
  /** The next request that matches is never answered; resolves when it is there. */
  stall(matches: (method: string, path: string) => boolean): Promise<void>;
  /** `METHOD path` of every request since the last call of this. */
  take(): string[];
  stop(): Promise<void>;
}

/** Passes a request on as it came, host included, so that upload locations point back here. */
function pass(target: URL, incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming;
  const outgoing = send(
    { host: target.hostname, port: target.port, method, path: url, headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => response.destroy());
  incoming.on('error', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

export async function startRegistryProxy(registry: string): Promise<RegistryProxy> {
  const target = new URL(`http://${registry}`);
  let requests: string[] = [];
  let trap: { matches: (method: string, path: string) => boolean; sprung: () => void } | undefined;
  const server = createServer((incoming, response) => {
    const { method = '', url = '' } = incoming;
    requests.push(`${method} ${url}`);
    if (!trap?.matches(method, url)) {
      pass(target, incoming, response);
      return;
    }
    trap.sprung();
    trap = undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    registry: `127.0.0.1:${port}`,
    stall: (matches) =>
      new Promise((sprung) => {
        trap = { matches, sprung };
      }),
    take: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
