import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PublishReceipt, type ImageReceipt, type Tag } from '@org/ci-core';
import {
  connectRegistry,
  getManifest,
  headManifest,
  listReferrers,
  listTags,
  putManifest,
  type Repository,
} from '@org/ci-oci';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fault, status } from '../../packages/oci/test/faults';
import { codesOf } from '../../packages/oci/test/problems';
import { startProxy, type Proxy } from '../../packages/oci/test/proxy';
import type { Task } from '../frame/task';
import { workspaceYaml } from '../frame/testing/workspace';
import { freshPath, pushTestImage, testRegistry } from '../registry/testing/image';
import { writePassed } from '../registry/testing/receipts';
import { testTask, writeWorkspace, type TestTask } from '../registry/testing/service';
import { publish } from './publish';

const tags: Tag[] = [
  { name: '1.0.0', moving: false },
  { name: 'main', moving: true },
  { name: 'latest', moving: true },
];

let proxy: Proxy;
let second: Proxy;
let root: string;
let home: string;
let image: ImageReceipt;
let repository: Repository;
const unexpected = (): Promise<void> => Promise.reject(new Error('nothing was lost'));

const task = (dryRun = false): TestTask<object> => testTask(root, workspaceYaml(home), {}, dryRun);
const run = (given: TestTask<object> = task(), more: string[] = [], ensure = unexpected): Promise<void> =>
  publish(given, { tags, registries: [home, ...more], ensure });
const receiptFile = (): string => path.join(root, 'dist/ci/payments/publish.json');
const readReceipt = async (): Promise<PublishReceipt> =>
  PublishReceipt.parse(JSON.parse(await readFile(receiptFile(), 'utf8')));

async function build(): Promise<void> {
  image = { ...(await pushTestImage(repository, 'payments')), repository: `${home}/payments` };
  await writePassed(root, image);
}

beforeEach(async () => {
  proxy = await startProxy(testRegistry());
  second = await startProxy(testRegistry());
  const folder = freshPath();
  home = `${proxy.host}/${folder}`;
  repository = { host: testRegistry(), repository: `${folder}/payments` };
  root = await writeWorkspace(home, '');
  await build();
});
afterEach(async () => {
  await Promise.all([proxy.close(), second.close(), rm(root, { recursive: true })]);
});

describe('publish', () => {
  it('gives the digest its tags, attaches the receipts and writes what it read back', async () => {
    await writeFile(path.join(root, 'dist/ci/payments/sbom.cdx.json'), '{"bomFormat":"CycloneDX"}');
    const given = task();
    await run(given);
    const registry = connectRegistry();
    expect(await listTags(registry, repository)).toEqual(expect.arrayContaining(['1.0.0', 'latest', 'main']));
    const { descriptors } = await listReferrers(registry, { ...repository, digest: image.digest });
    expect(descriptors.map(({ artifactType }) => artifactType)).toEqual([
      'application/vnd.org-ci.smoke.v1+json',
      'application/vnd.org-ci.scan.v1+json',
      'application/vnd.cyclonedx+json',
    ]);
    expect(await readReceipt()).toMatchObject({
      digest: image.digest,
      platforms: ['linux/amd64'],
      references: tags.map(({ name }) => `${home}/payments:${name}`),
    });
    expect(given.said.join('\n')).toContain(`payments  ${image.digest}  linux/amd64`);
    expect(given.said).toContain('    + 1.0.0');
  });

  it('does nothing but HEAD requests the second time, and writes the same receipt', async () => {
    await run();
    const first = await readFile(receiptFile(), 'utf8');
    proxy.seen.length = 0;
    const again = task();
    await run(again);
    expect(proxy.seen.map(({ line }) => line.split(' ')[0])).toEqual(Array(5).fill('HEAD'));
    expect(await readFile(receiptFile(), 'utf8')).toBe(first);
    expect(again.said).toContain('  nothing changed');
  });

  it('changes nothing without its receipt either', async () => {
    await run();
    await rm(receiptFile());
    proxy.seen.length = 0;
    await run();
    expect(proxy.count(/^(PUT|POST|PATCH|DELETE)/)).toBe(0);
  });

  it('moves what moves and refuses to move what does not, before anything is written', async () => {
    await run();
    const before = image.digest;
    await build();
    expect(await codesOf(run())).toEqual(['tag-taken']);
    expect(proxy.count(/^PUT .*manifests\/main/)).toBe(1);
    expect(existsSync(receiptFile())).toBe(false);
    const given = task();
    await publish(given, { tags: tags.slice(1), registries: [home], ensure: unexpected });
    expect(given.said).toContain(`    > main  (was ${before.slice(0, 19)})`);
  });

  it.each(['1.0.0', 'main'])('looks again when its turn has come: somebody set %s meanwhile', async (tag) => {
    const other = await pushTestImage(repository, 'payments');
    const registry = connectRegistry();
    const waiting: Task<object>['turn'] = async (work) => {
      const { bytes, mediaType } = await getManifest(registry, { ...repository, digest: other.digest });
      await putManifest(registry, repository, { mediaType, bytes, tag });
      return work();
    };
    const given = { ...task(), turn: waiting };
    const fixed = tag === '1.0.0';
    const codes = fixed ? await codesOf(run(given)) : await run(given).then(() => []);
    const now = (await headManifest(registry, { ...repository, tag }))?.digest;
    expect([codes, now]).toEqual(fixed ? [['tag-taken'], other.digest] : [[], image.digest]);
    expect(existsSync(receiptFile())).toBe(!fixed);
    if (!fixed) expect(given.said).toContain(`    > main  (was ${other.digest.slice(0, 19)})`);
  });

  it('copies the same bytes, attachments and tags to another registry', async () => {
    const there = `${second.host}/${freshPath()}`;
    await run(task(), [there]);
    const copy = { host: second.host, repository: `${there.slice(there.indexOf('/') + 1)}/payments` };
    const registry = connectRegistry();
    expect((await listReferrers(registry, { ...copy, digest: image.digest })).descriptors).toHaveLength(2);
    expect((await readReceipt()).references).toHaveLength(6);
    second.seen.length = 0;
    await run(task(), [there]);
    expect(second.count(/^(?!HEAD)/)).toBe(0);
  });

  it('explains what it would do and does nothing', async () => {
    const given = task(true);
    await run(given, [`${second.host}/${freshPath()}`]);
    expect(given.said.join('\n')).toMatch(/copy .* to .*\nattach .*\nput .*:1\.0\.0 at sha256:/);
    expect(proxy.count(/^(?!HEAD)/) + second.count(/^(?!HEAD)/)).toBe(0);
    expect(existsSync(receiptFile())).toBe(false);
  });
});

describe('publish refuses', () => {
  it('what has no receipts, all of them named', async () => {
    await rm(path.join(root, 'dist/ci/payments'), { recursive: true });
    expect(await codesOf(run())).toEqual(Array(4).fill('receipt-missing'));
  });
  it.each(['smoke', 'scan'] as const)('what did not pass %s', async (kind) => {
    await writePassed(root, image, kind);
    expect(await codesOf(run())).toEqual(['gate-closed']);
  });
  it('checks of another digest', async () => {
    const old = image;
    await build();
    await writeFile(path.join(root, 'dist/ci/payments/image.json'), JSON.stringify(old));
    expect(await codesOf(run())).toEqual(Array(3).fill('receipt-stale'));
  });
  it('an image that the registry describes differently', async () => {
    const [platform] = image.platforms;
    const other = { ...image, platforms: [{ ...platform, platform: 'linux/arm64' }] };
    await writeFile(path.join(root, 'dist/ci/payments/image.json'), JSON.stringify(other));
    expect(await codesOf(run())).toEqual(['published-differs']);
    expect(existsSync(receiptFile())).toBe(false);
  });
});

describe('faults', () => {
  it('a digest that is gone is asked to be brought back', async () => {
    const url = `http://${testRegistry()}/v2/${repository.repository}/manifests/${image.digest}`;
    const kept = await (await fetch(url, { headers: { accept: image.mediaType } })).arrayBuffer();
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(202);
    let asked = 0;
    await run(task(), [], async () => {
      asked += 1;
      await fetch(url, { method: 'PUT', body: kept, headers: { 'content-type': image.mediaType } });
    });
    expect(asked).toBe(1);
    expect((await readReceipt()).digest).toBe(image.digest);
  });
  it('a registry that stumbles is tried again', async () => {
    proxy.interceptors.push(fault(/^PUT .*manifests\/main/, 2, status(503)));
    await run();
    expect(proxy.count(/^PUT .*manifests\/main/)).toBe(3);
  });
  it.each([401, 403])(
    'a registry that answers %d to a tag leaves no receipt, and the next run heals it',
    async (code) => {
      proxy.interceptors.push(fault(/^PUT .*manifests\/main/, 1, status(code)));
      const [problem] = await codesOf(run());
      expect(problem).toMatch(/^registry-(unauthorized|forbidden|denied)/);
      expect(existsSync(receiptFile())).toBe(false);
      await run();
      expect((await readReceipt()).references).toHaveLength(3);
    },
  );
  it('a copy that fails moves no tag anywhere', async () => {
    second.interceptors.push(fault(/^PUT .*blobs\/uploads/, 99, status(401)));
    await codesOf(run(task(), [`${second.host}/${freshPath()}`]));
    expect(proxy.count(/^PUT .*manifests\/(main|latest|1\.0\.0)/)).toBe(0);
  });
});
