import { randomBytes } from 'node:crypto';
import { digestOf } from '../src/content/digest';
import type { Descriptor } from '../src/content/manifest';
import { OCI_CONFIG, OCI_INDEX, OCI_MANIFEST } from '../src/content/media-types';
import { putManifest } from '../src/client/manifests';
import type { Registry } from '../src/client/registry';
import { uploadBlob } from '../src/client/upload';
import type { DigestReference, Repository } from '../src/reference/reference';

const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

export const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
export const describeBytes = (mediaType: string, bytes: Uint8Array): Descriptor => ({
  mediaType,
  digest: digestOf(bytes),
  size: bytes.byteLength,
});

async function pushBlob(
  registry: Registry,
  to: Repository,
  mediaType: string,
  bytes: Uint8Array,
): Promise<Descriptor> {
  const descriptor = describeBytes(mediaType, bytes);
  await uploadBlob(registry, to, descriptor, () => bytes);
  return descriptor;
}

/** A manifest of random layers for one platform; by digest, no tag. */
export async function pushImage(
  registry: Registry,
  to: Repository,
  layerBytes = [2000],
  architecture = 'amd64',
): Promise<Descriptor> {
  const config = await pushBlob(
    registry,
    to,
    OCI_CONFIG,
    json({ os: 'linux', architecture, rootfs: { type: 'layers', diff_ids: [] } }),
  );
  const layers: Descriptor[] = [];
  for (const size of layerBytes) layers.push(await pushBlob(registry, to, LAYER, randomBytes(size)));
  const bytes = json({ schemaVersion: 2, mediaType: OCI_MANIFEST, config, layers });
  await putManifest(registry, to, { mediaType: OCI_MANIFEST, bytes });
  return describeBytes(OCI_MANIFEST, bytes);
}

/** amd64 and arm64/v8, and an attestation as buildx puts it beside them. */
export async function pushIndex(registry: Registry, to: Repository): Promise<Descriptor> {
  const amd64 = await pushImage(registry, to, [1000, 3000]);
  const arm64 = await pushImage(registry, to, [1500, 2500], 'arm64');
  const attestation = await pushImage(registry, to, [300], 'unknown');
  const annotations = {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': amd64.digest,
  };
  const manifests = [
    { ...amd64, platform: { os: 'linux', architecture: 'amd64' } },
    { ...arm64, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
    { ...attestation, platform: { os: 'unknown', architecture: 'unknown' }, annotations },
  ];
  const bytes = json({ schemaVersion: 2, mediaType: OCI_INDEX, manifests });
  await putManifest(registry, to, { mediaType: OCI_INDEX, bytes });
  return describeBytes(OCI_INDEX, bytes);
}

export const at = ({ host, repository }: Repository, { digest }: { digest: string }): DigestReference => ({
  host,
  repository,
  digest,
});
