import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { ProblemError } from '@org/ci-core';

/** A blob: bytes, or a file of that size. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
  readonly content: Buffer | { readonly file: string };
}

/** Digest that a tag or digest of a repository has; undefined where there is none. OCI distribution specification, end-3. */
export async function headManifest(
  registry: string,
  name: string,
  tag: string,
  accept: string,
): Promise<string | undefined> {
  const response = await fetch(`http://${registry}/v2/${name}/manifests/${tag}`, {
    method: 'HEAD',
    headers: { accept },
  });
  return response.ok ? (response.headers.get('docker-content-digest') ?? undefined) : undefined;
}

/** Uploads a blob in one piece unless the repository has it. OCI distribution specification, end-2, end-4a, end-6. */
export async function putBlob(registry: string, name: string, blob: Blob): Promise<void> {
  const blobs = `http://${registry}/v2/${name}/blobs`;
  const present = await fetch(`${blobs}/${blob.digest}`, { method: 'HEAD' });
  if (present.ok) return;
  const started = await expectStatus(await fetch(`${blobs}/uploads/`, { method: 'POST' }), 202, name);
  const location = new URL(started.headers.get('location') ?? '', blobs);
  location.searchParams.set('digest', blob.digest);
  const body = Buffer.isBuffer(blob.content)
    ? blob.content
    : Readable.toWeb(createReadStream(blob.content.file));
  const headers = { 'content-length': String(blob.size), 'content-type': 'application/octet-stream' };
  const put = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit;
  await expectStatus(await fetch(location, put), 201, `${name}@${blob.digest}`);
}

/** Puts a manifest or index under a tag or digest. OCI distribution specification, end-7a. */
export async function putManifest(
  registry: string,
  name: string,
  tag: string,
  manifest: { readonly mediaType: string; readonly bytes: Buffer },
): Promise<void> {
  const url = `http://${registry}/v2/${name}/manifests/${tag}`;
  const request = { method: 'PUT', headers: { 'content-type': manifest.mediaType }, body: manifest.bytes };
  await expectStatus(await fetch(url, request), 201, `${name}:${tag}`);
}

async function expectStatus(response: Response, status: number, where: string): Promise<Response> {
  if (response.status === status) return response;
  throw new ProblemError({
    code: 'RIG_PUSH_FAILED',
    where: `${response.url} (${where})`,
    what: `the loopback registry answered ${response.status}: ${(await response.text()).slice(0, 300)}`,
    fix: 'look into log/registry.log of the rig’s state folder',
  });
}
