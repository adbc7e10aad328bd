import { afterAll, beforeAll, expect, it } from 'vitest';
import { getBlob } from '../src/client/blobs';
import { getManifest } from '../src/client/manifests';
import { listTags } from '../src/client/tags';
import { attachReferrer } from '../src/referrers/attach';
import { fallbackTag } from '../src/referrers/fallback-index';
import { listReferrers } from '../src/referrers/list';
import { quickClient } from './clients';
import { cutUpload, fault, status } from './faults';
import { at, json, pushImage } from './images';
import { codesOf } from './problems';
import { startProxy, type Proxy } from './proxy';
import { freshRepository, registryAddress } from './registry-address';

const { registry } = quickClient();
const artifact = (artifactType: string, text = 'x') => ({
  artifactType,
  mediaType: 'application/vnd.in-toto+json',
  content: json({ text }),
  annotations: { 'org.example.b': '2', 'org.example.a': '1' },
});
let proxy: Proxy;
const pushed = async () => {
  const to = { host: proxy.host, repository: freshRepository() };
  return at(to, await pushImage(registry, to));
};

beforeAll(async () => {
  proxy = await startProxy(registryAddress());
});
afterAll(() => proxy.close());

it('attaches, lists with type and annotations, and gives the content back', async () => {
  const image = await pushed();
  const attached = await attachReferrer(registry, image, artifact('application/spdx+json', 'sbom'));
  const { via, descriptors } = await listReferrers(registry, image);
  expect(descriptors).toMatchObject([
    { digest: attached.digest, artifactType: 'application/spdx+json', annotations: { 'org.example.a': '1' } },
  ]);
  const { content } = await getManifest(registry, at(image, attached));
  if (content.kind !== 'image') throw new Error('not a manifest');
  const [layer] = content.manifest.layers;
  if (!layer) throw new Error('no layer');
  expect(new TextDecoder().decode(await getBlob(registry, image, layer))).toBe('{"text":"sbom"}');
  expect(content.manifest.subject?.digest).toBe(image.digest);
  expect(await listTags(registry, image)).toEqual(via === 'tag' ? [fallbackTag(image.digest)] : []);
});

it('changes nothing when the same is attached again', async () => {
  const image = await pushed();
  const first = await attachReferrer(registry, image, artifact('a/b'));
  const writes = proxy.count(/^(?:PUT|POST) /);
  expect(await attachReferrer(registry, image, artifact('a/b'))).toEqual(first);
  expect(proxy.count(/^(?:PUT|POST) /)).toBe(writes);
});

it('attaches where a clean-up took what was attached, and left the list', async () => {
  const image = await pushed();
  const gone = await attachReferrer(registry, image, artifact('a/b', 'gone'));
  const url = `http://${image.host}/v2/${image.repository}/manifests/${gone.digest}`;
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(202);
  const kept = await attachReferrer(registry, image, artifact('a/b', 'kept'));
  const { descriptors } = await listReferrers(registry, image);
  expect(descriptors.map(({ digest }) => digest)).toEqual([kept.digest]);
});

it('filters by type', async () => {
  const image = await pushed();
  await attachReferrer(registry, image, artifact('a/one'));
  const two = await attachReferrer(registry, image, artifact('a/two'));
  const { descriptors } = await listReferrers(registry, image, 'a/two');
  expect(descriptors.map(({ digest }) => digest)).toEqual([two.digest]);
});

it('loses none of five that are attached at the same time', async () => {
  const image = await pushed();
  await Promise.all([1, 2, 3, 4, 5].map((n) => attachReferrer(registry, image, artifact(`a/n${n}`))));
  expect((await listReferrers(registry, image)).descriptors).toHaveLength(5);
});

it('has none for an image without any, and refuses a subject that is not there', async () => {
  const image = await pushed();
  expect((await listReferrers(registry, image)).descriptors).toEqual([]);
  const gone = { ...image, digest: `sha256:${'1'.repeat(64)}` };
  expect(await codesOf(attachReferrer(registry, gone, artifact('a/b')))).toEqual(['manifest-unknown']);
});

it('is listed after a cut upload and a failing list', async () => {
  const image = await pushed();
  proxy.interceptors.push(fault(new RegExp(`^PUT /v2/${image.repository}/blobs`), 1, cutUpload(1)));
  proxy.interceptors.push(fault(new RegExp(`^GET /v2/${image.repository}/referrers`), 1, status(502)));
  const attached = await attachReferrer(registry, image, artifact('a/b', 'y'.repeat(10_000)));
  expect((await listReferrers(registry, image)).descriptors.map(({ digest }) => digest)).toEqual([
    attached.digest,
  ]);
});

it('mends a list that was not written because the program died in between', async () => {
  const image = await pushed();
  proxy.interceptors.push(
    fault(new RegExp(`^PUT /v2/${image.repository}/manifests/sha256-`), 4, status(500)),
  );
  const first = attachReferrer(registry, image, artifact('a/b')).then(
    () => 'listed by the registry itself',
    () => 'failed',
  );
  expect(['failed', 'listed by the registry itself']).toContain(await first);
  const attached = await attachReferrer(registry, image, artifact('a/b'));
  expect((await listReferrers(registry, image)).descriptors.map(({ digest }) => digest)).toEqual([
    attached.digest,
  ]);
});
