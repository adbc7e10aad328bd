import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getBlob, hasBlob, readBlob } from '../src/client/blobs';
import { getManifest } from '../src/client/manifests';
import { listTags, putTag } from '../src/client/tags';
import { uploadBlob } from '../src/client/upload';
import { quickClient } from './clients';
import {
  cutAnswer,
  cutUpload,
  fault,
  silence,
  stalledAnswer,
  status,
  truncated,
  wrongDigest,
} from './faults';
import { at, describeBytes, pushImage } from './images';
import { codesOf, problemsOf } from './problems';
import { startProxy, type Proxy } from './proxy';
import { freshRepository, registryAddress } from './registry-address';

const { registry } = quickClient();
let proxy: Proxy;
const pushed = async () => {
  const to = { host: proxy.host, repository: freshRepository() };
  return at(to, await pushImage(registry, to));
};
const page = Buffer.from('<html>\n<h1>Bad\u0007 gateway</h1></html>');

beforeAll(async () => {
  proxy = await startProxy(registryAddress());
});
afterAll(() => proxy.close());

const manifestFaults = [
  ['500', status(500), 'registry-server-error'],
  ['502', status(502), 'registry-server-error'],
  ['503', status(503), 'registry-server-error'],
  ['504', status(504), 'registry-server-error'],
  ['429', status(429), 'registry-rate-limited'],
  ['silence', silence, 'registry-timeout'],
  ['a stalled answer', stalledAnswer, 'registry-timeout'],
  ['a cut answer', cutAnswer, 'download-cut'],
  ['a truncated manifest', truncated, 'digest-mismatch'],
  ['a wrong digest header', wrongDigest, 'digest-mismatch'],
] as const;

describe('reading a manifest', () => {
  it.each(manifestFaults)('%s twice is healed', async (_, act) => {
    const image = await pushed();
    proxy.interceptors.push(fault(new RegExp(`^GET /v2/${image.repository}/manifests`), 2, act));
    expect((await getManifest(registry, image)).digest).toBe(image.digest);
  });

  it.each(manifestFaults)('%s for good is reported', async (_, act, code) => {
    const image = await pushed();
    const pattern = new RegExp(`^GET /v2/${image.repository}/manifests`);
    proxy.interceptors.push(fault(pattern, 99, act));
    const [problem] = await problemsOf(getManifest(registry, image));
    expect(problem).toMatchObject({
      code,
      where: `GET http://${proxy.host}/v2/${image.repository}/manifests/${image.digest}`,
    });
    expect(problem?.what).toMatch(/\(4 attempts in [0-9.]+ s\)$/);
    expect(proxy.count(pattern)).toBe(4);
  });

  it.each([
    [400, 'registry-refused'],
    [401, 'registry-unauthorized'],
    [403, 'registry-forbidden'],
    [404, 'manifest-unknown'],
    [405, 'registry-refused'],
  ] as const)('%i is not tried again', async (code, expected) => {
    const image = await pushed();
    const pattern = new RegExp(`^GET /v2/${image.repository}/manifests`);
    proxy.interceptors.push(fault(pattern, 99, status(code)));
    expect(await codesOf(getManifest(registry, image))).toEqual([expected]);
    expect(proxy.count(pattern)).toBe(1);
  });

  it('truncated by tag: caught by the digest that the registry names', async () => {
    const image = await pushed();
    await putTag(registry, image, 'v1');
    proxy.interceptors.push(fault(new RegExp(`^GET /v2/${image.repository}/manifests`), 99, truncated));
    const named = { host: image.host, repository: image.repository, tag: 'v1' };
    expect(await codesOf(getManifest(registry, named))).toEqual(['digest-mismatch']);
  });

  it('waits as long as Retry-After asks, but not longer than the cap', async () => {
    const image = await pushed();
    const client = quickClient();
    const pattern = new RegExp(`^GET /v2/${image.repository}/manifests`);
    proxy.interceptors.push(
      fault(pattern, 1, status(429, { 'retry-after': '3' })),
      fault(pattern, 1, status(503, { 'retry-after': '3600' })),
    );
    await getManifest(client.registry, image);
    expect(client.waits).toEqual([3000, 5000]);
  });

  it('an error page does not get control characters into the message', async () => {
    const image = await pushed();
    const answer = { status: 418, headers: { 'content-type': 'text/html' }, body: page };
    proxy.interceptors.push(
      fault(new RegExp(`^GET /v2/${image.repository}/manifests`), 1, ({ send }) => {
        send(answer);
        return Promise.resolve();
      }),
    );
    const [problem] = await problemsOf(getManifest(registry, image));
    expect(problem?.what).toBe('the registry answered 418 (Bad gateway)');
  });

  it('an endless answer is not read into memory', async () => {
    const image = await pushed();
    const body = Buffer.alloc(6 * 1024 * 1024, ' ');
    proxy.interceptors.push(
      fault(new RegExp(`^GET /v2/${image.repository}/manifests`), 9, ({ send }) => {
        send({
          status: 200,
          headers: { 'content-type': 'application/vnd.oci.image.manifest.v1+json' },
          body,
        });
        return Promise.resolve();
      }),
    );
    expect(await codesOf(getManifest(registry, image))).toEqual(['answer-too-large']);
  });
});

describe('uploading', () => {
  it.each([
    ['at once', 0],
    ['in the middle', 300_000],
  ] as const)('cut %s: begun again in a fresh session', async (_, after) => {
    const to = { host: proxy.host, repository: freshRepository() };
    const bytes = randomBytes(900_000);
    const blob = describeBytes('x', bytes);
    proxy.interceptors.push(fault(new RegExp(`^PUT /v2/${to.repository}/blobs`), 2, cutUpload(after)));
    await uploadBlob(registry, to, blob, () => bytes);
    expect(await hasBlob(registry, to, blob.digest)).toBe(true);
    expect(proxy.count(new RegExp(`^POST /v2/${to.repository}/blobs/uploads`))).toBe(3);
  });

  it.each([
    ['a cut', cutUpload(1000), 'upload-cut'],
    ['silence', silence, 'registry-timeout'],
    ['500', status(500), 'registry-server-error'],
  ] as const)('%s for good is reported; the blob is not there', async (_, act, code) => {
    const to = { host: proxy.host, repository: freshRepository() };
    const bytes = randomBytes(900_000);
    const blob = describeBytes('x', bytes);
    proxy.interceptors.push(fault(new RegExp(`^PUT /v2/${to.repository}/blobs`), 99, act));
    const work = uploadBlob(registry, to, blob, async function* () {
      yield await Promise.resolve(bytes);
    });
    expect(await codesOf(work)).toEqual([code]);
    expect(await hasBlob(registry, to, blob.digest)).toBe(false);
  });

  it('reports the failure of the source, not of the network', async () => {
    const to = { host: proxy.host, repository: freshRepository() };
    const work = uploadBlob(registry, to, describeBytes('x', randomBytes(100_000)), () => ({
      async *[Symbol.asyncIterator]() {
        yield await Promise.resolve(randomBytes(10));
        throw Object.assign(new Error('disk'), { code: 'EIO' });
      },
    }));
    const [problem] = await problemsOf(work);
    expect(problem?.what).toMatch('EIO');
  });
});

describe('downloading a blob', () => {
  it.each([
    ['cut', cutAnswer, 'download-cut'],
    ['truncated', truncated, 'digest-mismatch'],
    ['stalled', stalledAnswer, 'registry-timeout'],
  ] as const)('%s once is healed, for good is reported', async (_, act, code) => {
    const to = { host: proxy.host, repository: freshRepository() };
    const bytes = randomBytes(200_000);
    const blob = describeBytes('x', bytes);
    await uploadBlob(registry, to, blob, () => bytes);
    const pattern = new RegExp(`^GET /v2/${to.repository}/blobs`);
    proxy.interceptors.push(fault(pattern, 1, act));
    expect(Buffer.from(await getBlob(registry, to, blob))).toEqual(bytes);
    proxy.interceptors.push(fault(pattern, 99, act));
    expect(await codesOf(getBlob(registry, to, blob))).toEqual([code]);
  });

  it('lets the reader stop early', async () => {
    const to = { host: proxy.host, repository: freshRepository() };
    const bytes = randomBytes(3_000_000);
    const blob = describeBytes('x', bytes);
    await uploadBlob(registry, to, blob, () => bytes);
    const first = await readBlob(registry, to, blob, async (chunks) => {
      for await (const chunk of chunks) return chunk.byteLength;
      return 0;
    });
    expect(first).toBeGreaterThan(0);
  });
});

describe('tagging: whatever fails, no tag is moved to what is not whole', () => {
  it.each([
    ['wrong digest header on the answer', 'PUT', wrongDigest, 'digest-mismatch'],
    ['500', 'PUT', status(500), 'registry-server-error'],
    ['429', 'PUT', status(429), 'registry-rate-limited'],
    ['401', 'PUT', status(401), 'registry-unauthorized'],
    ['silence', 'PUT', silence, 'registry-timeout'],
    ['truncated manifest', 'GET', truncated, 'digest-mismatch'],
  ] as const)('%s', async (_, method, act, code) => {
    const image = await pushed();
    proxy.interceptors.push(fault(new RegExp(`^${method} /v2/${image.repository}/manifests`), 99, act));
    expect(await codesOf(putTag(registry, image, 'v1'))).toEqual([code]);
    expect(await listTags(registry, image)).toEqual([]);
  });
});

describe('no registry at all', () => {
  it('is unreachable, with the address and what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const [problem] = await problemsOf(getManifest(registry, { host: `127.0.0.1:${port}`, repository: 'a' }));
    expect(problem).toMatchObject({
      code: 'registry-unreachable',
      where: `GET http://127.0.0.1:${port}/v2/a/manifests/latest`,
    });
    expect(problem?.what).toMatch('ECONNREFUSED');
  });

  it('a name that does not exist is not tried again', async () => {
    const client = quickClient();
    expect(
      await codesOf(getManifest(client.registry, { host: 'registry.invalid', repository: 'a' })),
    ).toEqual(['registry-unreachable']);
    expect(client.waits).toHaveLength(0);
  });
});
