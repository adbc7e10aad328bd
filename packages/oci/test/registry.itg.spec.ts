import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getBlob, hasBlob, readBlob } from '../src/client/blobs';
import { readImage } from '../src/client/image';
import { getManifest, headManifest, putManifest } from '../src/client/manifests';
import { resolveReference } from '../src/client/resolve';
import { listTags, putTag } from '../src/client/tags';
import { mountBlob, uploadBlob } from '../src/client/upload';
import { digestOf } from '../src/content/digest';
import { OCI_CONFIG, OCI_INDEX, OCI_MANIFEST } from '../src/content/media-types';
import { quickClient } from './clients';
import { at, describeBytes, json, pushImage, pushIndex } from './images';
import { fault } from './faults';
import { codesOf } from './problems';
import { startProxy, type Proxy } from './proxy';
import { freshRepository, registryAddress } from './registry-address';

const { registry } = quickClient();
let proxy: Proxy;
const fresh = () => ({ host: proxy.host, repository: freshRepository() });

beforeAll(async () => {
  proxy = await startProxy(registryAddress());
});
afterAll(() => proxy.close());

describe('blobs', () => {
  it('uploads bytes, then finds them and sends nothing', async () => {
    const to = fresh();
    const bytes = randomBytes(70_000);
    const blob = describeBytes('x', bytes);
    expect(await hasBlob(registry, to, blob.digest)).toBe(false);
    expect(await uploadBlob(registry, to, blob, () => bytes)).toBe(true);
    expect(await uploadBlob(registry, to, blob, () => bytes)).toBe(false);
    expect(Buffer.from(await getBlob(registry, to, blob))).toEqual(bytes);
    expect(proxy.count(new RegExp(`^PUT /v2/${to.repository}/`))).toBe(1);
  });

  it('streams 20 MB with a declared length, in and out', async () => {
    const to = fresh();
    const chunk = randomBytes(1024 * 1024);
    const blob = describeBytes('x', Buffer.concat(Array.from({ length: 20 }, () => chunk)));
    await uploadBlob(registry, to, blob, async function* () {
      for (let i = 0; i < 20; i++) yield await Promise.resolve(chunk);
    });
    const size = await readBlob(registry, to, blob, async (chunks) => {
      let sum = 0;
      for await (const each of chunks) sum += each.byteLength;
      return sum;
    });
    expect(size).toBe(blob.size);
    const put = proxy.seen.find(({ line }) => line.startsWith(`PUT /v2/${to.repository}/`));
    expect(put?.headers['content-length']).toBe(String(blob.size));
    expect(put?.headers['transfer-encoding']).toBeUndefined();
  });

  it('mounts across repositories and declines what is not there', async () => {
    const [from, to] = [fresh(), fresh()];
    const bytes = randomBytes(500);
    const blob = describeBytes('x', bytes);
    await uploadBlob(registry, from, blob, () => bytes);
    expect(await mountBlob(registry, from, to, blob.digest)).toBe(true);
    expect(await hasBlob(registry, to, blob.digest)).toBe(true);
    expect(await mountBlob(registry, from, to, digestOf(randomBytes(9)))).toBe(false);
  });

  it('names what is unknown', async () => {
    expect(await codesOf(getBlob(registry, fresh(), describeBytes('x', randomBytes(5))))).toEqual([
      'blob-unknown',
    ]);
  });
});

describe('manifests and tags', () => {
  it('gives back the very bytes', async () => {
    const to = fresh();
    const image = await pushImage(registry, to);
    const stored = await getManifest(registry, at(to, image));
    expect(stored.digest).toBe(image.digest);
    expect(stored.bytes.byteLength).toBe(image.size);
    expect(stored.mediaType).toBe(OCI_MANIFEST);
    expect(await headManifest(registry, at(to, image))).toEqual({
      digest: image.digest,
      mediaType: OCI_MANIFEST,
    });
  });

  it('says manifest-unknown, and undefined for a mere question', async () => {
    const unknown = { ...fresh(), tag: 'none' };
    expect(await codesOf(getManifest(registry, unknown))).toEqual(['manifest-unknown']);
    expect(await headManifest(registry, unknown)).toBeUndefined();
    expect(await listTags(registry, unknown)).toEqual([]);
  });

  it('tags once: the second time nothing is put', async () => {
    const to = fresh();
    const image = at(to, await pushImage(registry, to));
    expect(await putTag(registry, image, 'v1.0.0')).toBe(true);
    const puts = proxy.count(/^PUT /);
    expect(await putTag(registry, image, 'v1.0.0')).toBe(false);
    expect(proxy.count(/^PUT /)).toBe(puts);
    expect(await listTags(registry, to)).toEqual(['v1.0.0']);
    expect((await getManifest(registry, { ...to, tag: 'v1.0.0' })).digest).toBe(image.digest);
  });

  it('moves a tag to another image', async () => {
    const to = fresh();
    const [first, second] = [at(to, await pushImage(registry, to)), at(to, await pushImage(registry, to))];
    await putTag(registry, first, 'latest');
    await putTag(registry, second, 'latest');
    expect((await getManifest(registry, to)).digest).toBe(second.digest);
  });

  it('does not believe a registry that serves another image under the digest', async () => {
    const to = fresh();
    const [wanted, other] = [at(to, await pushImage(registry, to)), at(to, await pushImage(registry, to))];
    const { bytes, mediaType, digest } = await getManifest(registry, other);
    const headers = { 'content-type': mediaType, 'docker-content-digest': digest };
    const serveOther = fault(new RegExp(`^GET .*${wanted.digest}`), 99, ({ send }) => {
      send({ status: 200, headers, body: Buffer.from(bytes) });
      return Promise.resolve();
    });
    proxy.interceptors.push(serveOther);
    expect(await codesOf(getManifest(registry, wanted))).toEqual(['digest-mismatch']);
    const bare = await startProxy(proxy.host);
    bare.interceptors.push(
      fault(/^GET /, 99, ({ send }) => {
        send({ status: 200, headers: { 'content-type': mediaType }, body: Buffer.from(bytes) });
        return Promise.resolve();
      }),
    );
    expect(await codesOf(getManifest(registry, { ...wanted, host: bare.host }))).toEqual(['digest-mismatch']);
    await bare.close();
  });

  it('refuses a manifest whose parts are not there: no tag comes to be', async () => {
    const to = fresh();
    const [config, layer] = [describeBytes(OCI_CONFIG, randomBytes(3)), describeBytes('x/y', randomBytes(3))];
    const bytes = json({ schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers: [layer] });
    const work = putManifest(registry, to, { mediaType: OCI_MANIFEST, bytes, tag: 'bad' });
    expect(await codesOf(work)).toEqual(['blob-unknown']);
    expect(await listTags(registry, to)).toEqual([]);
  });
});

describe('images', () => {
  it('reads a single image, its platform from the config', async () => {
    const to = fresh();
    const image = await readImage(registry, at(to, await pushImage(registry, to, [1000, 500], 'arm64')));
    expect(image.platforms).toMatchObject([{ platform: 'linux/arm64', size: 1500, digest: image.digest }]);
    expect(image.platforms[0]?.layers.map(({ size }) => size)).toEqual([1000, 500]);
  });

  it('reads an index without its attestations', async () => {
    const to = fresh();
    const index = await pushIndex(registry, to);
    const image = await readImage(registry, at(to, index));
    expect(image).toMatchObject({ digest: index.digest, mediaType: OCI_INDEX });
    expect(image.platforms.map(({ platform, size }) => [platform, size])).toEqual([
      ['linux/amd64', 4000],
      ['linux/arm64/v8', 4000],
    ]);
  });
});

describe('resolving', () => {
  it('asks the mirror and keeps the own name', async () => {
    const to = fresh();
    const image = at(to, await pushImage(registry, to));
    await putTag(registry, image, '24');
    const repository = to.repository.slice('oci-test/'.length);
    const named = { host: 'registry.invalid', repository, tag: '24' };
    const resolved = await resolveReference(registry, named, { 'registry.invalid': `${to.host}/oci-test` });
    expect(resolved.image).toEqual({ host: 'registry.invalid', repository, digest: image.digest });
    expect(resolved.source).toEqual(image);
  });

  it('falls back to the host itself, and reports both when both fail', async () => {
    const to = fresh();
    await putTag(registry, at(to, await pushImage(registry, to)), '1');
    const mirrors = { [to.host]: `${registryAddress()}/nowhere` };
    expect((await resolveReference(registry, { ...to, tag: '1' }, mirrors)).source.host).toBe(to.host);
    const codes = await codesOf(resolveReference(registry, { ...to, tag: '2' }, mirrors));
    expect(codes).toEqual(['manifest-unknown', 'manifest-unknown']);
  });
});
