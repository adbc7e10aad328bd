export { digestOf, isDigest } from './content/digest';
export { Descriptor, ImageConfig, Index, Manifest, type ManifestContent } from './content/manifest';
export * as mediaTypes from './content/media-types';
export { Platform, formatPlatform } from './content/platform';
export { isHost, isRepository, isTag } from './reference/grammar';
export { mirrorReference, type Mirrors } from './reference/mirror';
export {
  formatReference,
  parseReference,
  referenceTarget,
  type DigestReference,
  type Reference,
  type Repository,
} from './reference/reference';
export { isLoopback, registryBase } from './reference/registry-host';
export { type CredentialSource, type Credentials } from './auth/credentials';
export { DockerConfig, dockerConfigPath, parseDockerConfig, readDockerConfig } from './auth/docker-config';
export { dockerCredentials, type CredentialHelper } from './auth/docker-credentials';
export { RegistryError, hasCode } from './http/registry-error';
export { type RetryPolicy, type Timer } from './http/retry';
export { DEFAULT_POLICY, type RegistryPolicy } from './client/policy';
export { connectRegistry, type Registry, type RegistryOptions } from './client/registry';
export { getBlob, hasBlob, readBlob, type BlobReader, type BlobRef } from './client/blobs';
export { mountBlob, uploadBlob } from './client/upload';
export {
  getManifest,
  headManifest,
  putManifest,
  type ManifestHead,
  type PutAnswer,
  type PutManifest,
  type StoredManifest,
} from './client/manifests';
export { listTags, putTag } from './client/tags';
export { readImage, type Image, type Layer, type PlatformImage } from './client/image';
export { resolveReference, type Resolved } from './client/resolve';
export { copyImage, type CopyOptions } from './copy/copy';
export { type CopyReceipt } from './copy/copy-receipt';
export { planArtifact, type Artifact, type PlannedArtifact } from './referrers/artifact';
export { attachReferrer } from './referrers/attach';
export { heldManifests } from './referrers/held';
export { listReferrers, type Referrers } from './referrers/list';
