import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { HasherContext } from '@nx/devkit';
import type { ImageReceipt } from '@org/ci-core';
import { connectRegistry, putTag, type Repository } from '@org/ci-oci';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startProxy, type Proxy } from '../../packages/oci/test/proxy';
import { workspaceYaml } from '../frame/testing/workspace';
import { freshPath, pushTestImage, testRegistry } from '../registry/testing/image';
import { writePassed } from '../registry/testing/receipts';
import { testTask, writeWorkspace } from '../registry/testing/service';
import { publishHasher } from './hasher';
import type { PublishOptions } from './options';
import { planNames } from './publication';
import { publish } from './publish';

let proxy: Proxy;
let root: string;
let home: string;
let repository: Repository;
let image: ImageReceipt;

const noFacts = { dirty: true };

/** The hash that Nx would look for, as in a new run. */
async function hash(options: PublishOptions = { tag: 'stable' }): Promise<string> {
  const target = { project: 'payments', target: 'publish' };
  const node = { name: 'payments', type: 'app', data: { root: 'apps/payments', targets: { publish: {} } } };
  const context = { projectGraph: { nodes: { payments: node }, dependencies: {} } };
  const task = {
    id: 'payments:publish',
    target,
    overrides: options,
    outputs: ['dist/ci/payments/publish.json'],
    cache: true,
    parallelism: true,
  };
  const { value } = await publishHasher(root)(task, context as unknown as HasherContext);
  return value;
}

/** What the executor does after the hash was looked for in vain. */
async function run(options: PublishOptions = { tag: 'stable' }): Promise<void> {
  const given = testTask(root, workspaceYaml(home), options);
  const ensure = (): Promise<void> => Promise.reject(new Error('nothing was lost'));
  await publish(given, { ...planNames(options, given.workspace, noFacts), ensure });
}

async function build(): Promise<void> {
  image = { ...(await pushTestImage(repository, 'payments')), repository: `${home}/payments` };
  await writePassed(root, image);
}

async function lose({ host, repository: name }: Repository, digest: string): Promise<void> {
  const { status } = await fetch(`http://${host}/v2/${name}/manifests/${digest}`, { method: 'DELETE' });
  expect(status).toBe(202);
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path.join(root, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(path.join(root, file), text.replace(from, to));
}

/** Published, with the hash under which Nx keeps it. */
async function published(): Promise<string> {
  const before = await hash();
  await run();
  return before;
}

beforeEach(async () => {
  proxy = await startProxy(testRegistry());
  const folder = freshPath();
  home = `${proxy.host}/${folder}`;
  repository = { host: testRegistry(), repository: `${folder}/payments` };
  root = await writeWorkspace(home, '');
  await build();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([proxy.close(), rm(root, { recursive: true })]);
});

it('is after a publication what it was before, by looking only', async () => {
  const before = await published();
  proxy.seen.length = 0;
  expect(await hash()).toBe(before);
  expect(proxy.count(/^HEAD /)).toBeGreaterThan(0);
  expect(proxy.count(/^(?!HEAD )/)).toBe(0);
});

it('is another one where another image is to be published, and again when the first is back', async () => {
  const first = await published();
  const before = image;
  await build();
  const second = await published();
  await writePassed(root, before);
  const third = await published();
  expect(new Set([first, second, third]).size).toBe(3);
  expect(await hash()).toBe(third);
});

it.each<[string, () => Promise<unknown>]>([
  ['the registry has lost the image', () => lose(repository, image.digest)],
  ['somebody moved a tag', async () => {
    const { digest } = await pushTestImage(repository, 'payments');
    await putTag(connectRegistry(), { ...repository, digest }, 'stable');
  }],
  ['the receipt is gone', () => rm(path.join(root, 'dist/ci/payments/publish.json'))],
  ['the scan has another receipt', () => writeFile(path.join(root, 'dist/ci/payments/scan.json'), '{}')],
  ['size did not pass', () => edit('dist/ci/payments/size.json', '"pass":true', '"pass":false')],
  ['ci.yaml names another registry, too', () => edit('ci.yaml', 'environments', `registries: [${testRegistry()}/copies]\nenvironments`)],
  ['the receipt is of other names', () => edit('dist/ci/payments/publish.json', ':stable', ':other')],
  ['the registry is away', () => proxy.close()],
])('is another one where %s', async (_, change) => {
  const before = await published();
  await change();
  expect(await hash()).not.toBe(before);
}); // prettier-ignore

it('is never the same for options in a form that only Nx can read', async () => {
  await published();
  const typed = { 'release-version': '1.0.0' } as PublishOptions;
  expect(await hash(typed)).not.toBe(await hash(typed));
});

it('is another one for other options', async () => {
  const before = await published();
  expect(await hash({ tag: 'other' })).not.toBe(before);
});

it('is nobody’s in a dry run, which leaves the mark as it is', async () => {
  const before = await published();
  vi.stubEnv('ORG_CI_DRY_RUN', 'an id');
  expect(await hash()).not.toBe(before);
  vi.unstubAllEnvs();
  expect(await hash()).toBe(before);
});
