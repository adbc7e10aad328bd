import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { policyPath, PublishReceipt, receiptPath } from '@org/ci-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cutUpload, fault, silence, status, trap, wrongDigest } from '../../packages/oci/test/faults.js';
import { startProxy, type Exchange, type Proxy } from '../../packages/oci/test/proxy.js';
import { freePort } from '../rig/os/ports.js';
import { imageTask, namedTags, type ImageTask } from '../world/image-task.js';
import { killNx } from '../world/killed.js';
import { withoutBuildx, withoutDocker, withoutEngine } from '../world/lacking.js';
import { interruptNx } from '../world/interrupted.js';
import { leftovers } from '../world/leftovers.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import { writePassed } from '../world/passed.js';
import { editCi } from '../world/pipeline.js';
import { expectRefused } from '../world/refused.js';
import { digestAt, freshPath } from '../world/registry.js';
import type { Ran, Sandbox } from '../world/sandbox.js';
import { prepareScanner } from '../world/scanner.js';
import { addService } from '../world/service.js';
import { onSmallDisk } from '../world/small-disk.js';
import { readWorld } from '../world/world.js';

const world = readWorld();
const base = freshPath('faults');
const service = 'ledger';

let proxy: Proxy;
let workspace: Sandbox;
let image: ImageTask;
/** A registry that never answers is given up after two minutes: they pass while the other tests run. */
let silent: { readonly proxy: Proxy; readonly image: ImageTask; readonly ran: Promise<Ran> };

beforeAll(async () => {
  proxy = await startProxy(world.registry);
  workspace = await createNxWorkspace({ ...world, registry: proxy.host }, { name: 'acme', path: base });
  await addService(workspace, service, '--database=none');
  const never = await startProxy(world.registry);
  never.interceptors.push(fault(/manifests/, Infinity, silence));
  const second = imageTask(await workspace.clone('silent'), service, behind);
  silent = { proxy: never, image: second, ran: second.run(`${never.host}/${base}`) };
  image = imageTask(workspace, service, behind);
  must(await image.run(), 'nx run ledger:image');
});
afterEach(() => proxy.interceptors.splice(0));
afterAll(async () => {
  await Promise.all([proxy.close(), silent.proxy.close()]);
  await rm(sandboxFolder(workspace), { recursive: true, force: true });
});

let count = 0;
/** Behind the proxy, unused: there everything has to be sent. */
const freshRegistry = (): string => `${proxy.host}/${base}/${count++}`;
const behind = (registry: string): string => registry.replace(proxy.host, world.registry);

describe('a machine without', () => {
  it.each([
    ['an engine', 'engine-down', withoutEngine],
    ['docker', 'tool-missing', withoutDocker],
    ['buildx', 'buildx-missing', withoutBuildx],
  ])('%s: says so; with it, it works', async (_, code, lack) => {
    const registry = freshRegistry();
    expectRefused(await image.run(registry, await lack(sandboxFolder(workspace))), code);
    await image.expectNothing(registry);
    await image.expectImage(await image.run(registry), registry);
  });
});

/** Cuts an upload when half of it has arrived. */
const cutAtHalf = (exchange: Exchange): Promise<void> =>
  cutUpload(Number(exchange.incoming.headers['content-length']) / 2)(exchange);

describe('a registry', () => {
  it('that is not there is named', async () => {
    const registry = `127.0.0.1:${await freePort(4)}/${base}`;
    expectRefused(await image.run(registry), 'registry-unreachable');
    expect(image.has('image')).toBe(false);
  });

  it.each([
    ['answers 503', 'registry-server-error', /GET .*manifests/, status(503)],
    ['answers 401', 'registry-unauthorized', /GET .*manifests/, status(401)],
    ['answers 403', 'registry-forbidden', /POST .*uploads/, status(403)],
    ['answers 429', 'registry-rate-limited', /POST .*uploads/, status(429, { 'retry-after': '1' })],
    ['cuts uploads at half', 'upload-cut', /PUT .*blobs/, cutAtHalf],
    ['names another digest', 'digest-mismatch', /PUT .*manifests/, wrongDigest],
  ])('that %s: a failure that says so; then it works', async (_, code, pattern, act) => {
    const registry = freshRegistry();
    proxy.interceptors.push(fault(pattern, Infinity, act));
    expectRefused(await image.run(registry), code);
    await image.expectNothing(registry);
    proxy.interceptors.splice(0);
    await image.expectImage(await image.run(registry), registry);
  });

  it.each([
    ['503', /GET .*manifests/, status(503)],
    ['429 and Retry-After', /PUT .*manifests/, status(429, { 'retry-after': '1' })],
    ['half an upload', /PUT .*blobs/, cutAtHalf],
    ['another digest', /PUT .*manifests/, wrongDigest],
  ])('that answers twice with %s is asked again', async (_, pattern, act) => {
    const registry = freshRegistry();
    let met = 0;
    const counted = (exchange: Exchange): Promise<void> => {
      met += 1;
      return act(exchange);
    };
    proxy.interceptors.push(fault(pattern, 2, counted));
    await image.expectImage(await image.run(registry), registry);
    expect(met).toBe(2);
  });
});

describe('a full disk', () => {
  it('under the build: says so; then it works', async () => {
    const registry = freshRegistry();
    const cache = join(workspace.root, 'node_modules/.cache/org-ci');
    expectRefused(await onSmallDisk(cache, '1m', () => image.run(registry)), 'disk-full');
    await image.expectNothing(registry);
    await image.expectImage(await image.run(registry), registry);
  });

  it('under the receipts: says so, leaves no half of one; then it works', async () => {
    const registry = freshRegistry();
    const dist = join(workspace.root, 'dist');
    await onSmallDisk(dist, '4k', async () => {
      await writeFile(join(dist, 'full'), Buffer.alloc(4096));
      expectRefused(await image.run(registry), 'disk-full');
      await image.expectNothing(registry);
      expect(await leftovers(workspace, service)).toEqual([]);
    });
    await image.expectImage(await image.run(registry), registry);
  });
});

it('a step of the Dockerfile that fails: its own words are in the message', async () => {
  const file = `apps/${service}/Dockerfile`;
  const text = await workspace.read(file);
  const registry = freshRegistry();
  await workspace.edit(file, (it) =>
    it.replace(/^FROM .* AS build$/m, '$&\nRUN echo why it failed >&2; false'),
  );
  const ran = await image.run(registry);
  await workspace.write(file, text);
  expectRefused(ran, 'build-failed');
  const message = ran.output.slice(ran.output.lastIndexOf('> nx run'));
  expect(message).toMatch(/why it failed$/m);
  expect(message).toMatch(/^ERROR: .*exit code: 1/m);
  await image.expectNothing(registry);
  await image.expectImage(await image.run(registry), registry);
});

it.each([
  ['killed', killNx],
  ['Ctrl-C in a terminal', interruptNx],
])('image, %s while it pushes: the next run pushes the rest', async (_, end) => {
  const registry = freshRegistry();
  const { met, interceptor } = trap(/PUT .*blobs/);
  proxy.interceptors.push(interceptor);
  await end(workspace, ['run', `${service}:image`, '--skip-nx-cache', `--registry=${registry}`], met);
  proxy.interceptors.splice(0);
  await image.expectNothing(registry);
  if (end === interruptNx) expect(await leftovers(workspace, service)).toEqual([]);
  await image.expectImage(await image.run(registry), registry);
});

it('two at the same moment end well, with one digest', async () => {
  const registry = freshRegistry();
  const both = await Promise.all([image.run(registry), image.run(registry)]);
  for (const ran of both) await image.expectImage(ran, registry);
});

describe('publish', () => {
  const publishArgs = ['run', `${service}:publish`, '--tag=wanted', '--excludeTaskDependencies'];
  const repository = `${world.registry}/${base}/${service}`;
  const tagPut = /PUT .*manifests\/(?!sha256[:-])/;
  let digest: string;
  beforeAll(async () => {
    must(await image.run(), 'nx run ledger:image');
    const receipt = await image.receipt();
    digest = receipt.digest;
    await writePassed(workspace, receipt);
  });

  it('into a registry that fails: no tag, no receipt', async () => {
    proxy.interceptors.push(fault(tagPut, Infinity, status(503)));
    expectRefused(await workspace.nx(publishArgs), 'registry-server-error');
    expect(image.has('publish')).toBe(false);
    expect(await namedTags(repository)).toEqual([]);
  });

  it('killed between two tags: each is whole or absent, and the next run sets the rest', async () => {
    const { interceptor, met } = trap(tagPut);
    let first = true;
    proxy.interceptors.push((exchange) => {
      const line = `${exchange.incoming.method ?? ''} ${exchange.incoming.url ?? ''}`;
      if (!tagPut.test(line) || !first) return interceptor(exchange);
      first = false;
      return undefined;
    });
    await killNx(workspace, publishArgs, met);
    proxy.interceptors.splice(0);
    const before = await namedTags(repository);
    expect(before).toHaveLength(1);
    expect(await digestAt(repository, before[0] ?? '')).toBe(digest);
    expect(image.has('publish')).toBe(false);

    must(await workspace.nx(publishArgs), 'nx run ledger:publish');
    const { references } = PublishReceipt.parse(
      JSON.parse(await workspace.read(receiptPath(service, 'publish'))),
    );
    const tags = references.map((reference) => reference.slice(reference.lastIndexOf(':') + 1));
    expect(tags).toEqual(expect.arrayContaining([...before, 'wanted']));
    for (const tag of tags) expect(await digestAt(repository, tag), tag).toBe(digest);
    expect(await leftovers(workspace, service)).toEqual([]);
  });
});

it('scan-policy without a database: says so; with one, it works', async () => {
  const scanner = await prepareScanner(join(sandboxFolder(workspace), 'scanner'));
  const PATH = `${scanner.program}:${process.env.PATH ?? ''}`;
  await editCi(workspace, (ci) => {
    ci.set('scanner', { database: `${world.registry}/${base}/nothing` });
  });
  const run = (): Promise<Ran> => workspace.nx(['run', 'ci:scan-policy'], { env: { ...scanner.env, PATH } });
  expectRefused(await run(), 'scanner-database-missing');
  expect(existsSync(join(workspace.root, policyPath))).toBe(false);
  await scanner.write([]);
  must(await run(), 'nx run ci:scan-policy');
  expect(existsSync(join(workspace.root, policyPath))).toBe(true);
});

it('a registry that never answers is given up, and says so', async () => {
  const ran = await silent.ran;
  expectRefused(ran, 'registry-timeout');
  expect(silent.image.has('image')).toBe(false);
});
