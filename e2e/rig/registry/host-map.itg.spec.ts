import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHostMap } from './host-map.js';

let registry: Server;
let map: Server;

const port = (server: Server) => (server.address() as AddressInfo).port;
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

beforeAll(async () => {
  registry = createServer((incoming, outgoing) => {
    outgoing.setHeader('location', '/v2/gcr.io/a/blobs/uploads/7').end(incoming.url);
  });
  await listen(registry);
  map = createHostMap(port(registry), ['gcr.io']);
  await listen(map);
});

afterAll(() => {
  registry.close();
  map.close();
});

function through(url: string): Promise<{ body: string; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port: port(map), path: url, headers: { host: new URL(url).host } },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => (body += text));
        answer.on('end', () => {
          resolve({ body, location: answer.headers.location });
        });
      },
    )
      .on('error', reject)
      .end();
  });
}

it('sends a mirrored host to the loopback registry, below its name, and locations back', async () => {
  expect(await through('http://gcr.io/v2/a/manifests/1?ns=gcr.io')).toEqual({
    body: '/v2/gcr.io/a/manifests/1',
    location: 'http://gcr.io/v2/a/blobs/uploads/7',
  });
});

it('sends any other host where it wanted', async () => {
  expect((await through(`http://127.0.0.1:${port(registry)}/v2/x`)).body).toBe('/v2/x');
});

it('answers a mirrored host’s TLS in plain text, so that the client falls back to HTTP', async () => {
  const socket = connect(port(map), '127.0.0.1');
  socket.write('CONNECT gcr.io:443 HTTP/1.1\r\n\r\n');
  const said: string[] = [];
  socket.on('data', (data: Buffer) => {
    said.push(data.toString());
    if (said.length === 1) socket.write('\u0016\u0003\u0001');
  });
  await new Promise((resolve) => socket.once('close', resolve));
  expect(said.join('')).toMatch(/200 Connection Established[^]*400 Bad Request/);
});
