import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, isDigest } from './digest';
import { parseManifest } from './manifest';
import { DOCKER_INDEX, DOCKER_MANIFEST, isForeignLayer, OCI_INDEX, OCI_MANIFEST } from './media-types';
import { formatPlatform } from './platform';

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const descriptor = { mediaType: 'x', digest: `sha256:${'0'.repeat(64)}`, size: 1 };
const image = { schemaVersion: 2, config: descriptor, layers: [descriptor] };
const index = {
  schemaVersion: 2,
  manifests: [{ ...descriptor, platform: { os: 'linux', architecture: 'arm64' } }],
};

describe('parseManifest', () => {
  it.each([
    [image, OCI_MANIFEST, 'image'],
    [image, DOCKER_MANIFEST, 'image'],
    [index, OCI_INDEX, 'index'],
    [index, DOCKER_INDEX, 'index'],
    [{ ...index, manifests: null }, OCI_INDEX, 'index'],
  ])('%j', (value, mediaType, kind) => {
    expect(parseManifest(bytes(value), mediaType, 'x')).toMatchObject({ ok: true, value: { kind } });
  });

  it.each([
    [image, 'text/html'],
    [image, OCI_INDEX],
    [index, OCI_MANIFEST],
    [{ ...image, schemaVersion: 1 }, OCI_MANIFEST],
    [{ ...image, layers: [{ ...descriptor, digest: '../../etc/passwd' }] }, OCI_MANIFEST],
    [{ ...image, layers: [{ ...descriptor, size: -1 }] }, OCI_MANIFEST],
    ['{', OCI_MANIFEST],
    ['null', OCI_MANIFEST],
  ])('refuses %j as %s', (value, mediaType) => {
    const result = parseManifest(bytes(value), mediaType, 'x');
    expect(result.ok ? [] : [...new Set(result.problems.map(({ code }) => code))]).toEqual([
      'manifest-invalid',
    ]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(bytes)), (input) => {
        return typeof parseManifest(input, OCI_INDEX, 'x').ok === 'boolean';
      }),
    );
  });
});

it('formats platforms as docker --platform takes them', () => {
  expect(formatPlatform({ os: 'linux', architecture: 'amd64' })).toBe('linux/amd64');
  expect(formatPlatform({ os: 'linux', architecture: 'arm64', variant: 'v8' })).toBe('linux/arm64/v8');
});

it('digests', () => {
  expect(digestOf(bytes('{}'))).toBe(
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  );
  expect(['sha256:x', `sha256:${'A'.repeat(64)}`, `sha256:${'a'.repeat(64)}\n`, ''].map(isDigest)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

it('knows foreign layers', () => {
  expect(isForeignLayer('application/vnd.docker.image.rootfs.foreign.diff.tar.gzip')).toBe(true);
  expect(isForeignLayer('application/vnd.oci.image.layer.v1.tar+gzip')).toBe(false);
});
