import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A self-hosted remote cache of Nx (nx.dev/recipes/running-tasks/self-hosted-caching), in memory. */
export interface RemoteCache {
  /** What makes Nx use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Entries that were stored. */
  size(): number;
  stop(): Promise<void>;
}

const token = 'secret-of-the-tests';

interface Answer {
  readonly status: number;
  readonly content?: Buffer;
}

function answerOf(
  entries: Map<string, Buffer>,
  { method, url = '', headers }: IncomingMessage,
  body: Buffer,
): Answer {
  const [, hash] = /^\/v1\/cache\/([\w-]+)$/.exec(url) ?? [];
  if (headers.authorization !== `Bearer ${token}`) return { status: 401 };
  if (hash === undefined) return { status: 404 };
  const entry = entries.get(hash);
  if (method !== 'PUT') return entry ? { status: 200, content: entry } : { status: 404 };
  if (entry) return { status: 409 };
  entries.set(hash, body);
  return { status: 200 };
}

async function answer(
  entries: Map<string, Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, content } = answerOf(entries, request, await buffer(request));
  response.writeHead(status, { 'content-type': 'application/octet-stream' }).end(content);
}

export async function startRemoteCache(): Promise<RemoteCache> {
  const entries = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    answer(entries, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: `http://127.0.0.1:${port}`,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    },
    size: () => entries.size,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
