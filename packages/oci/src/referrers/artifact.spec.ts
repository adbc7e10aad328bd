import { describe, expect, it } from 'vitest';
import { digestOf } from '../content/digest';
import { Manifest, parseManifest } from '../content/manifest';
import { IN_TOTO, OCI_EMPTY, OCI_MANIFEST } from '../content/media-types';
import { planArtifact } from './artifact';
import { addReferrers, fallbackTag } from './fallback-index';

const subject = {
  mediaType: OCI_MANIFEST,
  digest: `sha256:${'a'.repeat(64)}`,
  size: 7,
  platform: { os: 'linux', architecture: 'amd64' },
};
const artifact = { artifactType: 'a/b', mediaType: IN_TOTO, content: new TextEncoder().encode('{"x":1}') };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('planArtifact', () => {
  it('is an OCI 1.1 artifact manifest with the empty config', () => {
    const { bytes, descriptor, blobs } = planArtifact(subject, artifact);
    const manifest = Manifest.parse(JSON.parse(text(bytes)));
    expect(manifest.config).toMatchObject({
      mediaType: OCI_EMPTY,
      digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      size: 2,
    });
    expect(manifest.subject).toEqual({ mediaType: OCI_MANIFEST, digest: subject.digest, size: 7 });
    expect(descriptor).toMatchObject({
      digest: digestOf(bytes),
      size: bytes.byteLength,
      artifactType: 'a/b',
    });
    expect(blobs.map((blob) => blob.digest)).toEqual([manifest.config.digest, manifest.layers[0]?.digest]);
    expect(parseManifest(bytes, OCI_MANIFEST, 'x').ok).toBe(true);
  });

  it('has the same bytes whatever the order of annotations', () => {
    const one = planArtifact(subject, { ...artifact, annotations: { b: '2', a: '1' } });
    const two = planArtifact(subject, { ...artifact, annotations: { a: '1', b: '2' } });
    expect(text(one.bytes)).toBe(text(two.bytes));
    expect(one.descriptor.digest).not.toBe(planArtifact(subject, artifact).descriptor.digest);
  });

  it('needs one blob when the content is the empty object', () => {
    expect(
      planArtifact(subject, { ...artifact, content: new TextEncoder().encode('{}') }).blobs,
    ).toHaveLength(1);
  });
});

describe('the fallback index', () => {
  const { descriptor } = planArtifact(subject, artifact);
  it('is named after the digest', () => {
    expect(fallbackTag(subject.digest)).toBe(`sha256-${'a'.repeat(64)}`);
  });

  it('takes what is missing and keeps what it has, unknown members included', () => {
    const first = addReferrers(undefined, [descriptor]);
    expect(first?.manifests).toEqual([descriptor]);
    expect(first && addReferrers(first, [descriptor])).toBeUndefined();
    const odd = { ...first, schemaVersion: 2 as const, manifests: first?.manifests ?? [], 'x-other': 1 };
    expect(addReferrers(odd, [{ ...descriptor, digest: subject.digest }])).toMatchObject({
      'x-other': 1,
      manifests: [{}, {}],
    });
  });
});
