import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from './answer';
import { fetchKeepingAlive } from './keep-alive';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server on loopback, and the connections that it has accepted. */
async function serve(listener: RequestListener): Promise<{ url: URL; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  // as registries do: without a length Node closes the connection after a HEAD, too
  const server = createServer((request, answer) => {
    listener(request, answer.setHeader('content-length', 9));
  }).on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`), sockets };
}

const head = (url: URL, init: RequestInit = {}): Promise<Answer> =>
  fetchKeepingAlive(url, { ...init, method: 'HEAD' });

describe('HEAD requests', () => {
  it('share a connection', async () => {
    const { url, sockets } = await serve((request, answer) => {
      answer.writeHead(request.headers.accept === 'a/b' ? 200 : 406, { 'x-digest': 'sha256:0' }).end();
    });
    for (let count = 0; count < 5; count += 1) {
      const answer = await head(url, { headers: { accept: 'a/b' } });
      expect([answer.status, answer.headers.get('x-digest')]).toEqual([200, 'sha256:0']);
    }
    expect(sockets).toHaveLength(1);
  });

  it('are asked once more where the server closed the idle connection', async () => {
    let asked = 0;
    const { url, sockets } = await serve((request, answer) => {
      asked += 1;
      if (asked === 2) request.socket.resetAndDestroy();
      else answer.end();
    });
    await head(url);
    expect((await head(url)).status).toBe(200);
    expect(sockets).toHaveLength(2);
  });

  it('follow redirects', async () => {
    const { url } = await serve((request, answer) => {
      if (request.url === '/') answer.writeHead(307, { location: '/there' });
      else answer.writeHead(200, { 'x-path': request.url });
      answer.end();
    });
    expect((await head(url)).headers.get('x-path')).toBe('/there');
  });

  it('are left to fetch where the environment names a proxy, which it alone knows', async () => {
    const { url, sockets } = await serve((_, answer) => answer.end());
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    await head(url);
    await head(url);
    vi.unstubAllEnvs();
    expect(sockets, 'fetch closes each').toHaveLength(2);
  });

  it('end with the reason of their signal', async () => {
    const { url } = await serve(() => undefined);
    const signal = AbortSignal.timeout(50);
    await expect(head(url, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
