import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getManifest, headManifest, putManifest } from '../src/client/manifests';
import { listTags } from '../src/client/tags';
import { OCI_INDEX } from '../src/content/media-types';
import { copyImage } from '../src/copy/copy';
import { attachReferrer } from '../src/referrers/attach';
import { fallbackTag } from '../src/referrers/fallback-index';
import { listReferrers } from '../src/referrers/list';
import { quickClient } from './clients';
import { fault, status, truncated, cutUpload } from './faults';
import { at, json, pushImage, pushIndex } from './images';
import { codesOf } from './problems';
import { startProxy, type Proxy } from './proxy';
import { freshRepository, registryAddress } from './registry-address';

const { registry } = quickClient();
const statement = (text: string) => ({
  artifactType: 'application/vnd.example.statement',
  mediaType: 'application/vnd.in-toto+json',
  content: json({ text }),
});
let source: Proxy;
let target: Proxy;
const from = () => ({ host: source.host, repository: freshRepository() });
const to = () => ({ host: target.host, repository: freshRepository() });

beforeAll(async () => {
  [source, target] = [await startProxy(registryAddress()), await startProxy(registryAddress())];
});
afterAll(() => Promise.all([source.close(), target.close()]));

describe('between registries', () => {
  it('copies an index byte for byte, and the second time sends nothing', async () => {
    const here = from();
    const there = to();
    const index = await pushIndex(registry, here);
    const first = await copyImage(registry, at(here, index), there);
    expect(first).toMatchObject({ digest: index.digest, manifests: { copied: 4, present: 0 } });
    expect(first.blobs).toEqual({ copied: 8, mounted: 0, present: 0 });
    const [a, b] = [
      await getManifest(registry, at(here, index)),
      await getManifest(registry, at(there, index)),
    ];
    expect(Buffer.from(b.bytes)).toEqual(Buffer.from(a.bytes));
    const writes = target.count(/^(?:PUT|POST|PATCH) /);
    const second = await copyImage(registry, at(here, index), there);
    expect(second).toMatchObject({
      manifests: { copied: 0, present: 4 },
      blobs: { copied: 0, mounted: 0, present: 0 },
    });
    expect(target.count(/^(?:PUT|POST|PATCH) /)).toBe(writes);
  });

  it('takes attachments along, those of platforms and of attachments, too', async () => {
    const here = from();
    const there = to();
    const index = await pushIndex(registry, here);
    const { content } = await getManifest(registry, at(here, index));
    const amd64 = content.kind === 'index' ? content.index.manifests[0] : undefined;
    if (!amd64) throw new Error('no platform');
    const provenance = await attachReferrer(registry, at(here, index), statement('provenance'));
    const sbom = await attachReferrer(registry, at(here, amd64), statement('sbom'));
    const signature = await attachReferrer(registry, at(here, sbom), statement('signature'));
    const receipt = await copyImage(registry, at(here, index), there);
    expect(receipt.referrers).toEqual([provenance.digest, sbom.digest, signature.digest].sort());
    for (const [subject, attached] of [
      [index, provenance],
      [amd64, sbom],
      [sbom, signature],
    ] as const) {
      const { descriptors } = await listReferrers(registry, at(there, subject));
      expect(descriptors.map(({ digest }) => digest)).toEqual([attached.digest]);
    }
    const writes = target.count(/^(?:PUT|POST|PATCH) /);
    await copyImage(registry, at(here, index), there);
    expect(target.count(/^(?:PUT|POST|PATCH) /)).toBe(writes);
  });

  it('brings later attachments to an image that was copied before', async () => {
    const [here, there] = [from(), to()];
    const image = await pushImage(registry, here);
    await copyImage(registry, at(here, image), there);
    const late = await attachReferrer(registry, at(here, image), statement('late'));
    const receipt = await copyImage(registry, at(here, image), there);
    expect(receipt).toMatchObject({ manifests: { copied: 1, present: 1 }, referrers: [late.digest] });
  });

  it('keeps attachments that the target has already', async () => {
    const [here, there] = [from(), to()];
    const image = await pushImage(registry, here);
    await copyImage(registry, at(here, image), there);
    const own = await attachReferrer(registry, at(there, image), statement('own'));
    const sent = await attachReferrer(registry, at(here, image), statement('sent'));
    await copyImage(registry, at(here, image), there);
    const { descriptors } = await listReferrers(registry, at(there, image));
    expect(descriptors.map(({ digest }) => digest).sort()).toEqual([own.digest, sent.digest].sort());
  });

  it('ends although lists of referrers go in circles', async () => {
    const [here, there] = [from(), to()];
    const [a, b] = [await pushImage(registry, here), await pushImage(registry, here)];
    for (const [subject, listed] of [
      [a, b],
      [b, a],
    ] as const) {
      const bytes = json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [listed] });
      await putManifest(registry, here, { mediaType: OCI_INDEX, bytes, tag: fallbackTag(subject.digest) });
    }
    if ((await listReferrers(registry, at(here, a))).via === 'api') return;
    const receipt = await copyImage(registry, at(here, a), there);
    expect(receipt.referrers).toEqual([a.digest, b.digest].sort());
  });
});

describe('within a registry', () => {
  it('mounts every blob', async () => {
    const here = from();
    const image = await pushImage(registry, here, [1000, 1000]);
    const receipt = await copyImage(registry, at(here, image), from());
    expect(receipt.blobs).toEqual({ copied: 0, mounted: 3, present: 0 });
  });

  it('does nothing from a repository to itself', async () => {
    const here = from();
    const image = await pushImage(registry, here);
    expect(await copyImage(registry, at(here, image), here)).toMatchObject({
      manifests: { copied: 0, present: 1 },
    });
  });
});

describe('faults on the way', () => {
  it('begins a cut upload again, source included', async () => {
    const [here, there] = [from(), to()];
    const image = await pushImage(registry, here, [400_000]);
    target.interceptors.push(fault(new RegExp(`^PUT /v2/${there.repository}/blobs`), 2, cutUpload(100_000)));
    const receipt = await copyImage(registry, at(here, image), there, { concurrency: 1 });
    expect(receipt.blobs.copied).toBe(2);
    expect(target.count(new RegExp(`^POST /v2/${there.repository}/blobs/uploads`))).toBe(4);
  });

  it('heals a blob that the source truncates once, and never stores the truncated one', async () => {
    const [here, there] = [from(), to()];
    const image = await pushImage(registry, here, [50_000]);
    source.interceptors.push(fault(new RegExp(`^GET /v2/${here.repository}/blobs`), 1, truncated));
    await copyImage(registry, at(here, image), there);
    expect((await getManifest(registry, at(there, image))).digest).toBe(image.digest);
  });

  it.each([
    ['GET', 'blobs', truncated, 'digest-mismatch'],
    ['GET', 'blobs', status(503), 'registry-server-error'],
    ['GET', 'manifests', status(403), 'registry-forbidden'],
  ] as const)(
    'source %s %s broken for good: nothing is named at the target',
    async (method, kind, act, code) => {
      const [here, there] = [from(), to()];
      const image = await pushImage(registry, here, [5000]);
      source.interceptors.push(fault(new RegExp(`^${method} /v2/${here.repository}/${kind}`), 99, act));
      expect(await codesOf(copyImage(registry, at(here, image), there))).toEqual([code]);
      expect(await headManifest(registry, at(there, image))).toBeUndefined();
      expect(await listTags(registry, there)).toEqual([]);
    },
  );

  it('a copy that broke off half-way goes on where it stopped', async () => {
    const [here, there] = [from(), to()];
    const index = await pushIndex(registry, here);
    target.interceptors.push(
      fault(new RegExp(`^PUT /v2/${there.repository}/manifests/${index.digest}`), 4, status(500)),
    );
    expect(await codesOf(copyImage(registry, at(here, index), there))).toEqual(['registry-server-error']);
    expect(await headManifest(registry, at(there, index))).toBeUndefined();
    const receipt = await copyImage(registry, at(here, index), there);
    expect(receipt).toMatchObject({ manifests: { copied: 1, present: 3 }, blobs: { copied: 0 } });
  });
});
