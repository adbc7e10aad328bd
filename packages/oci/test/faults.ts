import type { Answer, Exchange, Interceptor } from './proxy';

type Act = (exchange: Exchange) => Promise<void>;

/** The next `times` requests whose `METHOD path` matches meet this fault. */
export function fault(pattern: RegExp, times: number, act: Act): Interceptor {
  let left = times;
  return (exchange) => {
    const line = `${exchange.incoming.method ?? ''} ${exchange.incoming.url ?? ''}`;
    if (left === 0 || !pattern.test(line)) return undefined;
    left -= 1;
    return act(exchange);
  };
}

/** Answers instead of the registry. */
export const status =
  (code: number, headers: Record<string, string> = {}): Act =>
  ({ incoming, send }) => {
    incoming.resume();
    send({ status: code, headers, body: Buffer.from('{"errors":[{"code":"FAULT","message":"injected"}]}') });
    return Promise.resolve();
  };

/** Changes the registry's answer. */
export const changed =
  (change: (answer: Answer) => Answer): Act =>
  async ({ forward, send }) => {
    send(change(await forward()));
  };

/** Half of the body with a length to match: a proxy that has cut it properly. */
export const truncated = changed((answer) => {
  const body = answer.body.subarray(0, answer.body.length >> 1);
  return { ...answer, body, headers: { ...answer.headers, 'content-length': String(body.length) } };
});

/** Half of the body, then the connection is gone. */
export const cutAnswer: Act = async ({ forward, outgoing }) => {
  const { status: code, headers, body } = await forward();
  outgoing.writeHead(code, headers as Record<string, string>);
  outgoing.write(body.subarray(0, body.length >> 1), () => outgoing.destroy());
};

/** Another digest in the header than that of the bytes. */
export const wrongDigest = changed((answer) => ({
  ...answer,
  headers: { ...answer.headers, 'docker-content-digest': `sha256:${'0'.repeat(64)}` },
}));

/** Destroys the connection after so many bytes of the request's body. */
export const cutUpload =
  (bytes: number): Act =>
  ({ incoming }) => {
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size >= bytes) incoming.destroy();
    });
    return Promise.resolve();
  };

/** Never answers. */
export const silence: Act = ({ incoming }) => {
  incoming.resume();
  return Promise.resolve();
};

/** Sends the headers and a byte, then nothing. */
export const stalledAnswer: Act = async ({ forward, outgoing }) => {
  const { status: code, headers, body } = await forward();
  outgoing.writeHead(code, headers as Record<string, string>);
  outgoing.write(body.subarray(0, 1));
};

/** The next request that matches is never answered; `met` resolves when it is there. */
export function trap(pattern: RegExp): { readonly met: Promise<void>; readonly interceptor: Interceptor } {
  let spring = (): void => undefined;
  const met = new Promise<void>((resolve) => (spring = resolve));
  const interceptor = fault(pattern, Infinity, (exchange) => {
    spring();
    return silence(exchange);
  });
  return { met, interceptor };
}
