import { randomBytes } from 'node:crypto';
import type { ImageReceipt } from '@org/ci-core';
import {
  connectRegistry,
  digestOf,
  mediaTypes,
  putManifest,
  uploadBlob,
  type Descriptor,
  type Repository,
} from '@org/ci-oci';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const layerType = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Address of the real registry of the integration tests. Missing is a failure, not a skip. */
export function testRegistry(): string {
  const address = process.env.ORG_CI_REGISTRY;
  if (address) return address;
  throw new Error(
    'ORG_CI_REGISTRY is not set: give the host:port of a running registry (npm test starts one)',
  );
}

let count = 0;
/** A registry path that no other test and no earlier run has used. */
export const freshPath = (): string => `executors/${Date.now().toString(36)}-${process.pid}-${count++}`;

/** An image of one random layer, by digest, no tag: what image leaves in the registry. */
export async function pushTestImage(to: Repository, service: string): Promise<ImageReceipt> {
  const registry = connectRegistry();
  const push = async (mediaType: string, bytes: Uint8Array): Promise<Descriptor> => {
    const descriptor = { mediaType, digest: digestOf(bytes), size: bytes.byteLength };
    await uploadBlob(registry, to, descriptor, () => bytes);
    return descriptor;
  };
  const platform = { os: 'linux', architecture: 'amd64' };
  const config = await push(
    mediaTypes.OCI_CONFIG,
    encode({ ...platform, rootfs: { type: 'layers', diff_ids: [] } }),
  );
  const layer = await push(layerType, randomBytes(5000));
  const mediaType = mediaTypes.OCI_MANIFEST;
  const bytes = encode({ schemaVersion: 2, mediaType, config, layers: [layer] });
  const { digest } = await putManifest(registry, to, { mediaType, bytes });
  const platforms = [{ platform: 'linux/amd64', digest, size: config.size + layer.size }];
  return { schema: 1, service, repository: `${to.host}/${to.repository}`, digest, mediaType, platforms };
}
