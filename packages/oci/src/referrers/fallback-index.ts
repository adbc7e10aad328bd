import type { Descriptor, Index } from '../content/manifest';
import { OCI_INDEX } from '../content/media-types';

/** https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#referrers-tag-schema */
export const fallbackTag = (digest: string): string => digest.replace(':', '-');

/** The index with the descriptors that it lacks appended; undefined when it lacks none. */
export function addReferrers(index: Index | undefined, added: readonly Descriptor[]): Index | undefined {
  const known = index?.manifests ?? [];
  const missing = added.filter(({ digest }) => !known.some((each) => each.digest === digest));
  if (missing.length === 0) return undefined;
  return { schemaVersion: 2, mediaType: OCI_INDEX, ...index, manifests: [...known, ...missing] };
}
