import { randomBytes } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import type { Credentials } from '../src/auth/credentials';
import { hasBlob } from '../src/client/blobs';
import { getManifest } from '../src/client/manifests';
import { putTag } from '../src/client/tags';
import { uploadBlob } from '../src/client/upload';
import { copyImage } from '../src/copy/copy';
import { basicOnly, createGateway, type Gateway, type GatewayOptions } from './auth-gateway';
import { quickClient } from './clients';
import { fault, status } from './faults';
import { at, describeBytes, pushImage } from './images';
import { codesOf, problemsOf } from './problems';
import { startProxy, type Proxy } from './proxy';
import { freshRepository, registryAddress } from './registry-address';

const LOGIN = { username: 'robot$ci', password: 'pä:ss' };
const login = { kind: 'password', ...LOGIN } as const;
const open: Proxy[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((proxy) => proxy.close()));
});

async function guarded(options: Partial<GatewayOptions> = {}): Promise<{ proxy: Proxy; gateway: Gateway }> {
  const proxy = await startProxy(registryAddress());
  open.push(proxy);
  const gateway = createGateway({ ...LOGIN, ...options }, proxy.host);
  proxy.interceptors.push(gateway.intercept);
  return { proxy, gateway };
}

const client = (credentials?: Credentials) =>
  quickClient({ credentials: () => Promise.resolve(credentials) }).registry;
const fresh = ({ host }: Proxy) => ({ host, repository: freshRepository() });

it('pushes and tags with a password, one token per scope', async () => {
  const { proxy, gateway } = await guarded();
  const registry = client(login);
  const to = fresh(proxy);
  const image = at(to, await pushImage(registry, to));
  await putTag(registry, image, 'v1');
  expect((await getManifest(registry, { ...to, tag: 'v1' })).digest).toBe(image.digest);
  expect(gateway.granted.sort()).toEqual([
    `repository:${to.repository}:pull`,
    `repository:${to.repository}:pull,push`,
  ]);
});

it('exchanges an identity token', async () => {
  const { proxy } = await guarded({ identity: 'refresh-me' });
  const registry = client({ kind: 'identity-token', token: 'refresh-me' });
  expect((await pushImage(registry, fresh(proxy))).digest).toMatch(/^sha256:/);
  expect(proxy.count(/^POST \/token/)).toBe(2);
});

it('pulls anonymously, and says what to do when it may not push', async () => {
  const { proxy } = await guarded({ anonymousPull: true });
  const to = fresh(proxy);
  const image = at(to, await pushImage(client(login), to));
  expect((await getManifest(client(), image)).digest).toBe(image.digest);
  const bytes = randomBytes(10);
  const [problem] = await problemsOf(uploadBlob(client(), to, describeBytes('x', bytes), () => bytes));
  expect(problem?.code).toBe('registry-unauthorized');
  expect(problem?.fix).toMatch(`docker login ${proxy.host}`);
});

it('reports a wrong password, and never shows it', async () => {
  const { proxy } = await guarded();
  const wrong = { kind: 'password', username: 'robot', password: 'hunter2' } as const;
  const [problem] = await problemsOf(getManifest(client(wrong), fresh(proxy)));
  expect(problem?.code).toBe('registry-unauthorized');
  expect(JSON.stringify(problem)).not.toMatch(/hunter2|aHVudGVyMg/);
});

it('shares one token among concurrent calls', async () => {
  const { proxy } = await guarded();
  const registry = client(login);
  const to = fresh(proxy);
  await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) => hasBlob(registry, to, describeBytes('x', Buffer.from([n])).digest)),
  );
  expect(proxy.count(/^GET \/token/)).toBe(1);
});

it('renews a token that has expired, also in the middle of an upload', async () => {
  const { proxy, gateway } = await guarded();
  const registry = client(login);
  const to = fresh(proxy);
  const image = at(to, await pushImage(registry, to));
  gateway.tokens.clear();
  expect((await getManifest(registry, image)).digest).toBe(image.digest);
  proxy.interceptors.unshift(
    fault(/^PUT .*blobs/, 1, ({ incoming, send }) => {
      gateway.tokens.clear();
      incoming.resume();
      send({
        status: 401,
        headers: { 'www-authenticate': `Bearer realm="http://${proxy.host}/token"` },
        body: Buffer.from(''),
      });
      return Promise.resolve();
    }),
  );
  const bytes = randomBytes(100_000);
  const blob = describeBytes('x', bytes);
  await uploadBlob(registry, to, blob, () => bytes);
  expect(await hasBlob(registry, to, blob.digest)).toBe(true);
});

it('heals a token server that fails twice, reports one that fails for good', async () => {
  const { proxy } = await guarded();
  const to = fresh(proxy);
  proxy.interceptors.unshift(fault(/^GET \/token/, 2, status(503)));
  expect(await hasBlob(client(login), to, `sha256:${'0'.repeat(64)}`)).toBe(false);
  proxy.interceptors.unshift(fault(/^GET \/token/, 99, status(429)));
  const [problem] = await problemsOf(getManifest(client(login), to));
  expect(problem).toMatchObject({ code: 'registry-rate-limited', where: `GET http://${proxy.host}/token` });
});

it.each(['http://evil.example/token', 'ftp://127.0.0.1/', 'https://u:p@evil.example/', 'not a url', ''])(
  'sends no password to the token service %j',
  async (realm) => {
    const { proxy } = await guarded({ realm });
    expect(await codesOf(getManifest(client(login), fresh(proxy)))).toEqual(['registry-unauthorized']);
  },
);

it('sends a password to a registry that wants Basic, and reports when there is none', async () => {
  const proxy = await startProxy(registryAddress());
  open.push(proxy);
  proxy.interceptors.push(basicOnly(LOGIN.username, LOGIN.password));
  const to = fresh(proxy);
  await pushImage(client(login), to);
  expect(await codesOf(pushImage(client(), to))).toEqual(['registry-unauthorized']);
});

it('copies from an open registry to a guarded one', async () => {
  const { proxy } = await guarded();
  const source = { host: registryAddress(), repository: freshRepository() };
  const registry = client(login);
  const image = await pushImage(registry, source, [5000]);
  const receipt = await copyImage(registry, at(source, image), fresh(proxy));
  expect(receipt.blobs.copied).toBe(2);
});

it('begins a streamed copy again when the token expires under it', async () => {
  const { proxy, gateway } = await guarded();
  const source = { host: registryAddress(), repository: freshRepository() };
  const registry = client(login);
  const image = await pushImage(registry, source, [200_000]);
  proxy.interceptors.unshift(
    fault(/^PUT .*blobs/, 1, (exchange) => {
      gateway.tokens.clear();
      return gateway.intercept(exchange) ?? Promise.resolve();
    }),
  );
  const receipt = await copyImage(registry, at(source, image), fresh(proxy));
  expect(receipt).toMatchObject({ manifests: { copied: 1 }, blobs: { copied: 2 } });
});

it('mounts with rights on both repositories', async () => {
  const { proxy, gateway } = await guarded();
  const registry = client(login);
  const [from, to] = [fresh(proxy), fresh(proxy)];
  const image = await pushImage(registry, from);
  const receipt = await copyImage(registry, at(from, image), to);
  expect(receipt.blobs.mounted).toBe(2);
  expect(gateway.granted).toContain(`repository:${from.repository}:pull`);
});

it('leaves the credentials at home when an upload goes on elsewhere', async () => {
  const { proxy } = await guarded();
  const elsewhere = await startProxy(registryAddress());
  open.push(elsewhere);
  const to = fresh(proxy);
  proxy.interceptors.unshift(
    fault(/^PUT .*blobs/, 1, ({ incoming, send }) => {
      send({
        status: 307,
        headers: { location: `http://${elsewhere.host}${incoming.url ?? ''}` },
        body: Buffer.from(''),
      });
      incoming.resume();
      return Promise.resolve();
    }),
  );
  const bytes = randomBytes(10);
  expect(await codesOf(uploadBlob(client(login), to, describeBytes('x', bytes), () => bytes))).toEqual([
    'registry-refused',
  ]);
  expect(elsewhere.seen).toEqual([]);
});

it('gives an object store the bytes, not the token', async () => {
  const { proxy } = await guarded();
  const elsewhere = await startProxy(registryAddress());
  open.push(elsewhere);
  const fetchThere: typeof fetch = (input, init) => {
    const url = (input as URL).href.replace('https://store.example', `http://${elsewhere.host}`);
    return fetch(url, init);
  };
  const { registry } = quickClient({ credentials: () => Promise.resolve(login), fetch: fetchThere });
  const to = fresh(proxy);
  proxy.interceptors.push(
    fault(/^POST .*uploads/, 1, async ({ forward, send }) => {
      const answer = await forward();
      const location = new URL(String(answer.headers.location), `http://${proxy.host}`);
      const moved = `https://store.example${location.pathname}${location.search}`;
      send({ ...answer, headers: { ...answer.headers, location: moved } });
    }),
  );
  const bytes = randomBytes(1000);
  const blob = describeBytes('x', bytes);
  await uploadBlob(registry, to, blob, () => bytes);
  expect(await hasBlob(registry, to, blob.digest)).toBe(true);
  expect(elsewhere.seen).toHaveLength(1);
  expect(elsewhere.seen[0]?.headers.authorization).toBeUndefined();
});
