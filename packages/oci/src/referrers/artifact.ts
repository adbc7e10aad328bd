import { digestOf } from '../content/digest';
import type { Descriptor } from '../content/manifest';
import { OCI_EMPTY, OCI_MANIFEST } from '../content/media-types';

/** Something that is said about an image: a provenance, an SBOM, a scan's result. */
export interface Artifact {
  /** What kind of statement this is: readers filter by it. */
  readonly artifactType: string;
  /** Of `content`, e.g. `application/vnd.in-toto+json`. */
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Part of the artifact's identity: a time in here makes every attachment a new one. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An artifact as it will be stored. The same artifact on the same subject always has the same bytes. */
export interface PlannedArtifact {
  readonly bytes: Uint8Array;
  /** As the subject's list of referrers has it. */
  readonly descriptor: Descriptor;
  readonly blobs: readonly { readonly digest: string; readonly size: number; readonly bytes: Uint8Array }[];
}

const EMPTY = new TextEncoder().encode('{}');

const blobOf = (bytes: Uint8Array): { digest: string; size: number; bytes: Uint8Array } => ({
  digest: digestOf(bytes),
  size: bytes.byteLength,
  bytes,
});

const sorted = (annotations: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1)));

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage */
export function planArtifact(subject: Descriptor, artifact: Artifact): PlannedArtifact {
  const { artifactType, mediaType } = artifact;
  const config = blobOf(EMPTY);
  const layer = blobOf(artifact.content);
  const annotations = artifact.annotations && { annotations: sorted(artifact.annotations) };
  const manifest = {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    artifactType,
    config: { mediaType: OCI_EMPTY, digest: config.digest, size: config.size },
    layers: [{ mediaType, digest: layer.digest, size: layer.size }],
    subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
    ...annotations,
  };
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  const descriptor = {
    mediaType: OCI_MANIFEST,
    digest: digestOf(bytes),
    size: bytes.byteLength,
    artifactType,
    ...annotations,
  };
  return { bytes, descriptor, blobs: config.digest === layer.digest ? [config] : [config, layer] };
}
