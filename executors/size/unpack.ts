import { Transform, type TransformCallback } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ProblemError } from '@org/ci-core';
import { Decompress } from 'fzstd';

/** fzstd hands out what it has unpacked while it is given more; Node's own zstd came after the oldest Node we run on. */
function createUnzstd(): Transform {
  const unzstd = new Decompress();
  const push = (chunk: Uint8Array, final: boolean, done: TransformCallback): void => {
    try {
      unzstd.push(chunk, final);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
  const transform = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      push(chunk, false, done);
    },
    flush: (done) => {
      push(new Uint8Array(), true, done);
    },
  });
  unzstd.ondata = (data) => transform.push(data);
  return transform;
}

/** The stream that unpacks a layer of this media type; undefined for one that is a plain archive. Code: layer-format. */
export function unpackerOf(mediaType: string, digest: string): Transform | undefined {
  if (/[+.]gzip$/.test(mediaType)) return createGunzip();
  if (/[+.]zstd$/.test(mediaType)) return createUnzstd();
  if (mediaType.endsWith('.tar')) return undefined;
  throw new ProblemError({
    code: 'layer-format',
    where: digest,
    what: `a layer of ${mediaType} cannot be read`,
    fix: 'build the image with layers that are gzip, zstd or plain tar archives',
  });
}
