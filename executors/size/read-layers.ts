import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readBlob, type Layer, type Registry, type Repository } from '@org/ci-oci';
import { extract, type Headers } from 'tar-stream';
import type { LayerFile } from './attribute';
import { isFileList, ownersIn } from './debian';
import { unpackerOf } from './unpack';

export interface LayerContent {
  readonly files: readonly LayerFile[];
  /** Path → Debian package. */
  readonly owners: readonly (readonly [string, string])[];
}

/** Larger ones are not lists of files. */
const maxListBytes = 4 * 1024 ** 2;

const pathOf = ({ name }: Headers): string => name.replace(/^(\.?\/)+/, '');

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Names and sizes of the files in a tar archive that is packed as its layer's media type says. Code: layer-format. */
export async function readTar(
  chunks: AsyncIterable<Uint8Array>,
  { mediaType, digest }: Pick<Layer, 'mediaType' | 'digest'>,
): Promise<LayerContent> {
  const files: LayerFile[] = [];
  const owners: [string, string][] = [];
  const tar = extract();
  const unpack = unpackerOf(mediaType, digest);
  const packed = Readable.from(chunks);
  const unpacked = unpack ? pipeline(packed, unpack, tar) : pipeline(packed, tar);
  // a cut transfer ends the loop below with the same error: unheard here, it would end the process
  unpacked.catch(() => undefined);
  for await (const entry of tar) {
    const { header } = entry;
    const path = pathOf(header);
    const bytes = header.size ?? 0;
    if (header.type === 'file') files.push({ path, bytes });
    if (isFileList(path) && bytes <= maxListBytes)
      owners.push(...ownersIn(path, await textOf(entry as AsyncIterable<Buffer>)));
    else entry.resume();
  }
  await unpacked;
  return { files, owners };
}

/** Names and sizes of a layer's files, streamed: nothing is written, whatever the archive says. */
export const readLayer = (registry: Registry, repository: Repository, layer: Layer): Promise<LayerContent> =>
  readBlob(registry, repository, layer, (chunks) => readTar(chunks, layer));
