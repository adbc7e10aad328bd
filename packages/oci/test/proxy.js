"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.bodyText = void 0;
exports.startProxy = startProxy;
const node_http_1 = require("node:http");
const consumers_1 = require("node:stream/consumers");
function forward(upstream, incoming) {
    return new Promise((resolve, reject) => {
        const [hostname = '', port] = upstream.split(':');
        const { method, url: path, headers } = incoming;
        const outgoing = (0, node_http_1.request)({ hostname, port: Number(port), method, path, headers, agent: false }, (answer) => {
            const chunks = [];
            answer.on('data', (chunk) => chunks.push(chunk));
            answer.on('error', reject);
            answer.on('end', () => {
                resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
            });
        });
        outgoing.on('error', reject);
        incoming.on('close', () => {
            if (!incoming.complete)
                outgoing.destroy();
        });
        incoming.pipe(outgoing);
    });
}
/** A proxy before a real registry, with room for faults. */
async function startProxy(upstream) {
    const seen = [];
    const interceptors = [];
    const server = (0, node_http_1.createServer)((incoming, outgoing) => {
        seen.push({ line: `${incoming.method ?? ''} ${incoming.url ?? ''}`, headers: incoming.headers });
        const send = ({ status, headers, body }) => {
            outgoing.writeHead(status, headers);
            outgoing.end(incoming.method === 'HEAD' ? undefined : body);
        };
        const exchange = { incoming, outgoing, send, forward: () => forward(upstream, incoming) };
        const taken = interceptors.map((intercept) => () => intercept(exchange));
        const work = firstOf(taken) ?? exchange.forward().then(send);
        work.catch(() => outgoing.destroy());
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address();
    return {
        host: `127.0.0.1:${port}`,
        seen,
        interceptors,
        count: (pattern) => seen.filter(({ line }) => pattern.test(line)).length,
        close: () => new Promise((resolve) => {
            server.close(() => {
                resolve();
            });
            server.closeAllConnections();
        }),
    };
}
function firstOf(attempts) {
    for (const attempt of attempts) {
        const work = attempt();
        if (work)
            return work;
    }
    return undefined;
}
const bodyText = (incoming) => (0, consumers_1.text)(incoming);
exports.bodyText = bodyText;
