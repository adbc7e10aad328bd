import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readTar } from './read-layers';

async function* cut(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(gzipSync(Buffer.alloc(10_240)).subarray(0, 10));
  throw new Error('the connection was cut');
}

it('a cut transfer is an error of its caller, and of nobody else', async () => {
  const unheard: unknown[] = [];
  const hear = (error: unknown): number => unheard.push(error);
  process.on('unhandledRejection', hear);
  await expect(readTar(cut())).rejects.toThrow('the connection was cut');
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});
