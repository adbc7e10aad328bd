import { apiUrl, pullScope, pushScope, type Body, type Call } from '../http/call';
import { RegistryError } from '../http/registry-error';
import { registryBase } from '../reference/registry-host';
import type { Repository } from '../reference/reference';
import { hasBlob, type BlobRef } from './blobs';
import type { Registry } from './registry';

function startCall(
  repository: Repository,
  query: Readonly<Record<string, string>>,
  scopes: readonly string[],
): Call {
  const url = apiUrl(repository, 'blobs/uploads/');
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
    host: repository.host,
    method: 'POST',
    url,
    scopes,
    expect: [201, 202],
    unknown: 'repository-unknown',
  };
}

/**
 * Where the upload goes on. A registry behind a proxy may call itself http:// or by a wrong port: on its own host only
 * the path counts. Another host must be https (object stores), and gets no credentials.
 */
export function parseLocation(location: string | null, host: string): URL | undefined {
  const base = new URL(registryBase(host));
  if (!location || !URL.canParse(location, base.href)) return undefined;
  const url = new URL(location, base);
  if (url.hostname === base.hostname) return new URL(url.pathname + url.search, base);
  return url.protocol === 'https:' ? url : undefined;
}

function noLocation(call: Call): RegistryError {
  const where = `${call.method} ${call.url.origin}${call.url.pathname}`;
  const fix = `look for a proxy in front of ${call.host} that changes the Location header`;
  return new RegistryError(
    { code: 'registry-refused', where, what: 'no usable upload location', fix },
    { retryable: false },
  );
}

const openSession = (registry: Registry, call: Call): Promise<URL> =>
  registry.attempt(call, (response) => {
    const location = parseLocation(response.headers.get('location'), call.host);
    return location ? Promise.resolve(location) : Promise.reject(noLocation(call));
  });

/** One attempt of an upload: a fresh session, then the whole blob in one PUT (chunked uploads are not universal). */
export async function uploadOnce(
  registry: Registry,
  repository: Repository,
  blob: BlobRef,
  body: () => Body,
): Promise<void> {
  const url = await openSession(registry, startCall(repository, {}, [pushScope(repository)]));
  // appended as text: re-encoding the query would break the signature that some registries put there
  url.search += `${url.search ? '&' : '?'}digest=${encodeURIComponent(blob.digest)}`;
  const call: Call = {
    host: repository.host,
    method: 'PUT',
    url,
    scopes: [pushScope(repository)],
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(blob.size) },
    body,
    expect: [201, 204],
    unknown: 'blob-unknown',
    transfer: true,
  };
  await registry.attempt(call, () => Promise.resolve());
}

/**
 * Uploads a blob unless it is there; `open` gives its bytes anew for every attempt. A cut upload refers to nothing and
 * is begun again in a fresh session. Returns whether bytes were sent. Codes: upload-cut, registry-….
 */
export async function uploadBlob(
  registry: Registry,
  repository: Repository,
  blob: BlobRef,
  open: () => Body,
): Promise<boolean> {
  if (await hasBlob(registry, repository, blob.digest)) return false;
  await registry.retry(() => uploadOnce(registry, repository, blob, open));
  return true;
}

/** Asks the registry to take a blob over from another of its repositories; false when it rather wants an upload. */
export async function mountBlob(
  registry: Registry,
  from: Repository,
  to: Repository,
  digest: string,
): Promise<boolean> {
  const scopes = [pushScope(to), pullScope(from)];
  const call = startCall(to, { mount: digest, from: from.repository }, scopes);
  return registry.retry(() => registry.attempt(call, (response) => Promise.resolve(response.status === 201)));
}
