import { unwrap } from '@org/ci-core';
import { digestOf, isDigest } from '../content/digest';
import { parseManifest, type Descriptor, type ManifestContent } from '../content/manifest';
import { MANIFEST_ACCEPT } from '../content/media-types';
import type { Answer } from '../http/answer';
import { readDocument } from '../http/body';
import { apiUrl, formatWhere, pullScope, pushScope, type Call } from '../http/call';
import { hasCode } from '../http/registry-error';
import { referenceTarget, type Reference, type Repository } from '../reference/reference';
import { digestMismatch } from './digest-mismatch';
import type { Registry } from './registry';

/** A manifest as the registry stores it: `bytes` hash to `digest`. */
export interface StoredManifest {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly content: ManifestContent;
}

/** `digest` is the registry's claim in the answer's header: absent where it makes none. */
export interface ManifestHead {
  readonly digest: string | undefined;
  readonly mediaType: string;
}

function readCall(method: 'GET' | 'HEAD', reference: Reference): Call {
  const url = apiUrl(reference, `manifests/${referenceTarget(reference)}`);
  const headers = { accept: MANIFEST_ACCEPT };
  return {
    host: reference.host,
    method,
    url,
    scopes: [pullScope(reference)],
    headers,
    expect: [200],
    unknown: 'manifest-unknown',
  };
}

const mediaTypeOf = (response: Answer): string =>
  (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim() ?? '';

function claimedDigest(response: Answer, where: string, expected: string | undefined): string | undefined {
  const claimed = response.headers.get('docker-content-digest') ?? undefined;
  if (claimed !== undefined && expected !== undefined && claimed !== expected)
    throw digestMismatch(where, expected, claimed);
  return claimed !== undefined && isDigest(claimed) ? claimed : undefined;
}

/**
 * The manifest that a tag or digest names. The bytes are hashed; they must match the digest that was asked for
 * and the one that the registry claims. Codes: manifest-unknown, digest-mismatch, manifest-invalid, registry-….
 */
export function getManifest(registry: Registry, reference: Reference): Promise<StoredManifest> {
  const call = readCall('GET', reference);
  const where = formatWhere(call.method, call.url);
  return registry.retry(() =>
    registry.attempt(call, async (response) => {
      const bytes = await readDocument(response, where);
      const digest = digestOf(bytes);
      if (reference.digest !== undefined && digest !== reference.digest)
        throw digestMismatch(where, reference.digest, digest);
      claimedDigest(response, where, digest);
      const mediaType = mediaTypeOf(response);
      return { digest, mediaType, bytes, content: unwrap(parseManifest(bytes, mediaType, where)) };
    }),
  );
}

/** What the registry says about a manifest without sending it; undefined when it does not know it. */
export async function headManifest(
  registry: Registry,
  reference: Reference,
): Promise<ManifestHead | undefined> {
  const call = readCall('HEAD', reference);
  const where = formatWhere(call.method, call.url);
  const read = (response: Answer): Promise<ManifestHead> =>
    Promise.resolve({
      digest: claimedDigest(response, where, reference.digest),
      mediaType: mediaTypeOf(response),
    });
  return registry.retry(() => registry.attempt(call, read)).catch(orUndefined);
}

function orUndefined(error: unknown): undefined {
  if (hasCode(error, 'manifest-unknown') || hasCode(error, 'blob-unknown')) return undefined;
  throw error;
}

export interface PutManifest {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Absent: stored under its digest only. */
  readonly tag?: string;
}

export interface PutAnswer {
  readonly digest: string;
  /** The registry indexed the manifest's `subject` itself: its referrers API will list it. */
  readonly indexesReferrers: boolean;
}

/** Stores the very bytes, by digest or under a tag; throws `digest-mismatch` when the registry names another digest. */
export function putManifest(
  registry: Registry,
  repository: Repository,
  manifest: PutManifest,
): Promise<PutAnswer> {
  const digest = digestOf(manifest.bytes);
  const call: Call = {
    host: repository.host,
    method: 'PUT',
    url: apiUrl(repository, `manifests/${manifest.tag ?? digest}`),
    scopes: [pushScope(repository)],
    headers: { 'content-type': manifest.mediaType },
    body: () => manifest.bytes,
    expect: [200, 201, 202],
    unknown: 'repository-unknown',
  };
  const where = formatWhere(call.method, call.url);
  return registry.retry(() =>
    registry.attempt(call, (response) => {
      claimedDigest(response, where, digest);
      return Promise.resolve({ digest, indexesReferrers: response.headers.get('oci-subject') !== null });
    }),
  );
}

/** The descriptor of a stored manifest. */
export const describeManifest = ({ mediaType, digest, bytes }: StoredManifest): Descriptor => ({
  mediaType,
  digest,
  size: bytes.byteLength,
});
