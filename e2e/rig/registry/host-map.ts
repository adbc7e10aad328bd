import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * The engine's HTTP proxy. Requests for a mirrored registry host go to the loopback registry, below that host's
 * name; everything else goes where it wanted. Mirrored hosts are the engine's "insecure registries": it tries
 * TLS first, gets a plain answer here, and falls back to HTTP, which can be rewritten.
 */
export function createHostMap(registryPort: number, hosts: readonly string[]): Server {
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing, registryPort, hosts);
  });
  server.on('connect', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const [host = '', port = '443'] = (incoming.url ?? '').split(':');
    if (hosts.includes(host)) refuseTls(socket);
    else tunnel(socket, head, host, Number(port));
  });
  return server;
}

/** `/v2/NAME/…` of a mirrored host → `/v2/HOST/NAME/…`; the mirror parameter `ns` is dropped. */
export function mapPath(host: string, pathname: string, search: string): string {
  const path = /^\/v2\/?$/.test(pathname) ? '/v2/' : pathname.replace(/^\/v2\//, `/v2/${host}/`);
  return path + search.replace(/([?&])ns=[^&]*&?/, '$1').replace(/[?&]$/, '');
}

/** The way back: a Location of the loopback registry as the client must see it. */
export function unmapLocation(host: string, location: string): string {
  const path = location.replace(`/v2/${host}/`, '/v2/');
  return path.startsWith('/') ? `http://${host}${path}` : path;
}

function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  registryPort: number,
  hosts: readonly string[],
): void {
  const url = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined;
  if (!url) {
    outgoing.writeHead(400).end('a proxy takes absolute URLs only');
    return;
  }
  const mapped = hosts.includes(url.hostname);
  const target = mapped
    ? { host: '127.0.0.1', port: registryPort, path: mapPath(url.hostname, url.pathname, url.search) }
    : { host: url.hostname, port: url.port || 80, path: url.pathname + url.search };
  const host = mapped ? `127.0.0.1:${registryPort}` : url.host;
  const headers = { ...incoming.headers, host };
  const upstream = request({ ...target, method: incoming.method, headers }, (answer) => {
    const { location } = answer.headers;
    const back = mapped && location ? { location: unmapLocation(url.hostname, location) } : {};
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...back });
    answer.pipe(outgoing);
  });
  upstream.on('error', (error) => outgoing.writeHead(502).end(String(error)));
  incoming.pipe(upstream);
}

function refuseTls(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  socket.once('data', () => socket.end('HTTP/1.0 400 Bad Request\r\n\r\n'));
}

function tunnel(socket: Duplex, head: Buffer, host: string, port: number): void {
  const upstream = connect(port, host, () => {
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.write(head);
    upstream.pipe(socket).pipe(upstream);
  });
  upstream.on('error', () => socket.destroy());
  socket.on('error', () => upstream.destroy());
}
