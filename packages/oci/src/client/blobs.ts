import { createHash } from 'node:crypto';
import type { Descriptor } from '../content/manifest';
import type { Answer } from '../http/answer';
import { chunksOf, readDocument } from '../http/body';
import { apiUrl, formatWhere, pullScope, type Call } from '../http/call';
import { networkFailure } from '../http/failure';
import { hasCode } from '../http/registry-error';
import type { Repository } from '../reference/reference';
import { digestMismatch } from './digest-mismatch';
import type { Registry } from './registry';

/** What names a blob: a descriptor will do. */
export type BlobRef = Pick<Descriptor, 'digest' | 'size'>;

function readCall(method: 'GET' | 'HEAD', repository: Repository, digest: string): Call {
  const url = apiUrl(repository, `blobs/${digest}`);
  return {
    host: repository.host,
    method,
    url,
    scopes: [pullScope(repository)],
    expect: [200],
    unknown: 'blob-unknown',
  };
}

/** True when the repository holds the blob. */
export async function hasBlob(registry: Registry, repository: Repository, digest: string): Promise<boolean> {
  const call = readCall('HEAD', repository, digest);
  return registry
    .retry(() => registry.attempt(call, () => Promise.resolve(true)))
    .catch((error: unknown) => {
      if (hasCode(error, 'blob-unknown')) return false;
      throw error;
    });
}

/** The same chunks; throws `digest-mismatch` at their end unless size and digest are right. */
export async function* verified(
  chunks: AsyncIterable<Uint8Array>,
  blob: BlobRef,
  where: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    size += chunk.byteLength;
    if (size > blob.size) break;
    yield chunk;
  }
  const digest = `sha256:${hash.digest('hex')}`;
  if (digest !== blob.digest) throw digestMismatch(where, blob.digest, digest);
}

/** What becomes of a blob's chunks. Called anew for every attempt. */
export type BlobReader<T> = (chunks: AsyncIterable<Uint8Array>) => Promise<T>;

async function* received(response: Answer, call: Call, alive: () => void): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunksOf(response)) {
      alive();
      yield chunk;
    }
  } catch (error) {
    throw networkFailure(error, call, true);
  }
}

/** One attempt of `readBlob`, to be combined with others in one retry. */
export function readBlobOnce<T>(
  registry: Registry,
  repository: Repository,
  blob: BlobRef,
  read: BlobReader<T>,
): Promise<T> {
  const call: Call = { ...readCall('GET', repository, blob.digest), transfer: true };
  const where = formatWhere(call.method, call.url);
  return registry.attempt(call, (response, alive) =>
    read(verified(received(response, call, alive), blob, where)),
  );
}

/**
 * Streams a blob into `read`, verified against its digest and size: `read` must not trust what it got before the
 * stream has ended. Codes: blob-unknown, digest-mismatch, download-cut, registry-….
 */
export const readBlob = <T>(
  registry: Registry,
  repository: Repository,
  blob: BlobRef,
  read: BlobReader<T>,
): Promise<T> => registry.retry(() => readBlobOnce(registry, repository, blob, read));

/** A small blob (a config, an attestation: at most 4 MiB) as bytes. */
export function getBlob(registry: Registry, repository: Repository, blob: BlobRef): Promise<Uint8Array> {
  const where = formatWhere('GET', apiUrl(repository, `blobs/${blob.digest}`));
  return readBlob(registry, repository, blob, async (chunks) => readDocument(new Response(chunks), where));
}
