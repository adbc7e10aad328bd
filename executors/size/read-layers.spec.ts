import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { expect, it, onTestFinished } from 'vitest';
import { readTar } from './read-layers';

const layerOf = (packing: string) => ({
  mediaType: `application/vnd.oci.image.layer.v1.tar${packing && `+${packing}`}`,
  digest: 'sha256:1',
});

async function archive(): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: 'app/main.mjs' }, 'x'.repeat(70_000));
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A frame of zstd (RFC 8878) whose blocks are stored as they are, for Node 20 cannot write one. */
function zstdOf(content: Buffer): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58]);
  const blocks: Buffer[] = [];
  for (let at = 0; at < content.length; at += 65_536) {
    const block = content.subarray(at, at + 65_536);
    const last = at + 65_536 >= content.length ? 1 : 0;
    const size = Buffer.alloc(3);
    size.writeUIntLE((block.length << 3) | last, 0, 3);
    blocks.push(size, block);
  }
  return Buffer.concat([header, ...blocks]);
}

async function* inPieces(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 10_000)
    yield await Promise.resolve(content.subarray(at, at + 10_000));
}

it.each([
  ['gzip', gzipSync],
  ['zstd', zstdOf],
  ['', (content: Buffer) => content],
])('a layer packed with %s is read', async (packing, packed) => {
  const content = await readTar(inPieces(packed(await archive())), layerOf(packing));
  expect(content.files).toEqual([{ path: 'app/main.mjs', bytes: 70_000 }]);
});

it('a layer packed otherwise is refused, by name', async () => {
  await expect(readTar(inPieces(await archive()), layerOf('brotli'))).rejects.toThrow(
    /v1\.tar\+brotli cannot be read \[layer-format]/,
  );
});

async function* cut(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(gzipSync(Buffer.alloc(10_240)).subarray(0, 10));
  throw new Error('the connection was cut');
}

it('a cut transfer is an error of its caller, and of nobody else', async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown): number => unheard.push(error);
  process.on('unhandledRejection', hear);
  onTestFinished(() => void process.off('unhandledRejection', hear));
  await expect(readTar(cut(), layerOf('gzip'))).rejects.toThrow('the connection was cut');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(unheard).toEqual([]);
});
