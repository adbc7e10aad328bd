/** Media types of the OCI image specification 1.1 and of Docker's schema 2, which registries still serve. */
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const OCI_EMPTY = 'application/vnd.oci.empty.v1+json';
export const DOCKER_INDEX = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const IN_TOTO = 'application/vnd.in-toto+json';

/** What a client must name to be given the manifest as stored instead of one converted for older clients. */
export const MANIFEST_ACCEPT = [OCI_INDEX, OCI_MANIFEST, DOCKER_INDEX, DOCKER_MANIFEST].join(', ');

export const isIndexType = (mediaType: string): boolean =>
  mediaType === OCI_INDEX || mediaType === DOCKER_INDEX;
export const isImageType = (mediaType: string): boolean =>
  mediaType === OCI_MANIFEST || mediaType === DOCKER_MANIFEST;

/** Layers that registries do not hold: they are fetched from the URLs in their descriptor. */
export const isForeignLayer = (mediaType: string): boolean =>
  /\.(?:foreign|nondistributable)\./.test(mediaType);
