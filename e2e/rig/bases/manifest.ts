import { createHash } from 'node:crypto';
import type { Architecture } from '../os/platform.js';
import type { ImageConfig } from './image.js';
import type { PackedLayer } from './layer.js';

/** Bytes with the descriptor that names them. */
export interface Document {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Buffer;
}

const epoch = '1970-01-01T00:00:00Z';

/** OCI image configuration: no time, no host, nothing that changes between machines. */
export function formatConfig(
  arch: Architecture,
  config: ImageConfig,
  layers: readonly PackedLayer[],
): Document {
  return formatDocument('application/vnd.oci.image.config.v1+json', {
    created: epoch,
    architecture: arch.oci,
    ...(arch.variant ? { variant: arch.variant } : {}),
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map(() => ({ created: epoch, created_by: 'stand-in from Debian packages' })),
  });
}

export function formatManifest(config: Document, layers: readonly PackedLayer[]): Document {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const layerType = 'application/vnd.oci.image.layer.v1.tar+gzip';
  return formatDocument(mediaType, {
    schemaVersion: 2,
    mediaType,
    config: formatDescriptor(config),
    layers: layers.map(({ digest, size }) => ({ mediaType: layerType, digest, size })),
  });
}

export function formatIndex(manifests: readonly (readonly [Architecture, Document])[]): Document {
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  return formatDocument(mediaType, {
    schemaVersion: 2,
    mediaType,
    manifests: manifests.map(([arch, manifest]) => ({
      ...formatDescriptor(manifest),
      platform: { os: 'linux', architecture: arch.oci, ...(arch.variant ? { variant: arch.variant } : {}) },
    })),
  });
}

function formatDescriptor({ mediaType, digest, bytes }: Document): object {
  return { mediaType, digest, size: bytes.length };
}

function formatDocument(mediaType: string, value: object): Document {
  const bytes = Buffer.from(JSON.stringify(value));
  return { mediaType, bytes, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
}
