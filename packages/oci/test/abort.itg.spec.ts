import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getBlob } from '../src/client/blobs';
import { getManifest } from '../src/client/manifests';
import { DEFAULT_POLICY } from '../src/client/policy';
import { connectRegistry, type Registry } from '../src/client/registry';
import { uploadBlob } from '../src/client/upload';
import { copyImage } from '../src/copy/copy';
import { fault, silence, stalledAnswer, status } from './faults';
import { at, describeBytes, pushImage } from './images';
import { startProxy, type Proxy } from './proxy';
import { freshRepository, registryAddress } from './registry-address';

let proxy: Proxy;
let controller: AbortController;
let registry: Registry;
beforeAll(async () => {
  proxy = await startProxy(registryAddress());
});
beforeEach(() => {
  controller = new AbortController();
  proxy.interceptors.length = 0;
  proxy.seen.length = 0;
  registry = connectRegistry({ signal: controller.signal });
});
afterAll(() => proxy.close());

const repository = () => ({ host: proxy.host, repository: freshRepository() });
/** Aborts once the pattern was asked for; says what came of it, how long after the abort, and what was asked later. */
async function interrupted(work: Promise<unknown>, pattern: RegExp) {
  const ended = work.then(
    () => 'done',
    (error: unknown) => error,
  );
  while (proxy.count(pattern) === 0) await sleep(5);
  await sleep(50);
  const [start, asked] = [Date.now(), proxy.seen.length];
  controller.abort();
  const result = await ended;
  const took = Date.now() - start;
  await sleep(600);
  return { result, took, later: proxy.seen.length - asked };
}
const atOnce = { result: { name: 'AbortError' }, later: 0 };

describe('an abort, with the limits of every day', () => {
  it('ends a request that nobody answers', async () => {
    proxy.interceptors.push(fault(/manifests/, 99, silence));
    const ended = await interrupted(getManifest(registry, repository()), /manifests/);
    expect(ended).toMatchObject(atOnce);
    expect(ended.took).toBeLessThan(500);
  });

  it('ends the wait before the next attempt', async () => {
    proxy.interceptors.push(fault(/manifests/, 99, status(503, { 'retry-after': '60' })));
    const ended = await interrupted(getManifest(registry, repository()), /manifests/);
    expect(ended).toMatchObject(atOnce);
    expect(ended.took).toBeLessThan(500);
  });

  it('ends an upload in the middle', async () => {
    proxy.interceptors.push(fault(/^PUT .*blobs/, 99, silence));
    const bytes = randomBytes(900_000);
    const stream = async function* () {
      yield bytes.subarray(0, 1000);
      await sleep(30_000, undefined, { ref: false });
      yield bytes.subarray(1000);
    };
    const ended = await interrupted(
      uploadBlob(registry, repository(), describeBytes('x', bytes), stream),
      /^PUT .*blobs/,
    );
    expect(ended).toMatchObject(atOnce);
    expect(ended.took).toBeLessThan(500);
  });

  it('ends a download in the middle', async () => {
    const to = repository();
    const bytes = randomBytes(200_000);
    const blob = describeBytes('x', bytes);
    await uploadBlob(registry, to, blob, () => bytes);
    proxy.interceptors.push(fault(/^GET .*blobs/, 99, stalledAnswer));
    const ended = await interrupted(getBlob(registry, to, blob), /^GET .*blobs/);
    expect(ended).toMatchObject(atOnce);
  });

  it('ends a copy with all its transfers', async () => {
    const from = repository();
    const image = at(from, await pushImage(registry, from));
    const to = { host: registryAddress(), repository: freshRepository() };
    proxy.seen.length = 0;
    proxy.interceptors.push(fault(/^GET .*blobs/, 99, silence));
    const ended = await interrupted(copyImage(registry, image, to), /^GET .*blobs/);
    expect(ended).toMatchObject(atOnce);
    expect(ended.took).toBeLessThan(500);
  });

  it('lets nothing begin afterwards', async () => {
    controller.abort();
    await expect(getManifest(registry, repository())).rejects.toMatchObject({ name: 'AbortError' });
    expect(proxy.seen).toEqual([]);
  });
});

describe('limits', () => {
  it('a silent registry is given up within a minute', () => {
    const { silentAttempts, requestMs, capMs } = DEFAULT_POLICY;
    expect(silentAttempts * (requestMs + capMs)).toBeLessThan(60_000);
  });

  it('can be set, and an undefined one keeps its default', async () => {
    proxy.interceptors.push(fault(/manifests/, 99, silence));
    const quick = connectRegistry({
      policy: { requestMs: 80, silentAttempts: 3, baseMs: 5, attempts: undefined },
    });
    await expect(getManifest(quick, repository())).rejects.toMatchObject({
      problems: [{ code: 'registry-timeout', what: expect.stringContaining('80 ms') as string }],
    });
    expect(proxy.count(/manifests/)).toBe(3);
  });
});
