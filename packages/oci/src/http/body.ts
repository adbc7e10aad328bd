import type { Answer } from './answer';
import { RegistryError } from './registry-error';

/** OCI's suggested limit for manifests: what a client reads into memory. */
export const MAX_DOCUMENT = 4 * 1024 * 1024;

/** The whole body, at most 4 MiB of it: a larger one is a problem (`answer-too-large`), not memory. */
export async function readDocument(response: Answer, where: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(response)) {
    size += chunk.byteLength;
    if (size > MAX_DOCUMENT) {
      const what = `the answer is larger than ${MAX_DOCUMENT} bytes`;
      const fix = 'push a smaller manifest; most registries refuse larger ones';
      throw new RegistryError({ code: 'answer-too-large', where, what, fix }, { retryable: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as it arrives; nothing when there is none. */
export async function* chunksOf(response: Answer): AsyncGenerator<Uint8Array> {
  if (response.body) yield* response.body as AsyncIterable<Uint8Array>;
}

/** Lets the connection go when nobody wants the rest of the body. */
export async function discard(response: Answer): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}
