import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readOverlayImage, unwrap, type ImageReceipt } from '@org/ci-core';
import { connectRegistry, listReferrers, listTags, readImage } from '@org/ci-oci';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fault, status } from '../../packages/oci/test/faults';
import { problemsOf } from '../../packages/oci/test/problems';
import { startProxy, type Proxy } from '../../packages/oci/test/proxy';
import { workspaceYaml } from '../frame/testing/workspace';
import { publish } from '../publish/publish';
import { repositoryIn } from '../registry/repository';
import {
  freshPath,
  pushTestImage,
  testRegistry,
  testTask,
  writePassed,
  writeWorkspace,
  type TestTask,
} from '../registry/testing/service';
import type { PromoteOptions } from './options';
import { promote } from './promote';

const ci = vi.hoisted(() => ({ isCI: false }));
vi.mock('ci-info', () => ci);

let proxy: Proxy;
let root: string;
let home: string;
let live: string;
let yaml: string;
let image: ImageReceipt;

const task = (to: string, more: Partial<PromoteOptions> = {}, dryRun = false): TestTask<PromoteOptions> =>
  testTask(root, yaml, { to, ...more }, dryRun);
const overlayFile = (environment: string): string =>
  path.join(root, 'apps/payments/k8s/overlays', environment, 'kustomization.yaml');
const overlay = (environment: string): Promise<string> => readFile(overlayFile(environment), 'utf8');
const digestIn = async (environment: string): Promise<string | undefined> =>
  unwrap(readOverlayImage(await overlay(environment), 'payments', 'k'))?.digest;
const refused = async (given: TestTask<PromoteOptions>): Promise<string[]> =>
  (await problemsOf(promote(given))).map(({ where, what }) => `${where.split('› ').at(-1)}: ${what}`);

/** In a process of its own, with CI's variables; killed when the signal says so. */
async function startPromotion(to: string, signal: AbortSignal): Promise<{ exitCode: number }> {
  const { execa } = await import('execa');
  const script = path.join(__dirname, 'testing/run.ts');
  const args = ['--import', 'tsx', '--conditions=@org/source', script, root, yaml, to];
  const child = execa('node', args, {
    env: { CI: 'true' },
    reject: false,
    cancelSignal: signal,
    killSignal: 'SIGKILL',
  });
  const { exitCode, signal: ended } = await child;
  return { exitCode: ended === 'SIGKILL' ? 137 : (exitCode ?? 1) };
}

async function release(): Promise<void> {
  image = await pushTestImage(repositoryIn(home, 'payments'), 'payments');
  await writePassed(root, image);
  await publish(testTask(root, yaml, {}), {
    tags: [],
    registries: [home],
    ensure: () => Promise.reject(new Error('nothing was lost')),
  });
}

beforeEach(async () => {
  ci.isCI = false;
  proxy = await startProxy(testRegistry());
  [home, live] = [`${testRegistry()}/${freshPath()}`, `${proxy.host}/${freshPath()}`];
  const more = `  - name: production\n    registry: ${live}\n    production: true\n`;
  yaml = workspaceYaml(home, more);
  root = await writeWorkspace(home, more);
  await release();
});
afterEach(async () => {
  await Promise.all([proxy.close(), rm(root, { recursive: true })]);
});

describe('promote', () => {
  it('sets the digest in the overlay, keeps what people wrote, and tags it', async () => {
    const given = task('staging');
    await promote(given);
    expect(await overlay('staging')).toBe(`# edited by people
images:
  - name: payments # promoted here
    newName: ${home}/payments
    digest: ${image.digest}
`);
    const tags = await listTags(connectRegistry(), repositoryIn(home, 'payments'));
    expect(tags).toEqual(expect.arrayContaining(['staging', `staging-${image.digest.slice(7, 19)}`]));
    expect(given.said.slice(0, 5)).toEqual([
      `payments  ${image.digest}  to staging: allowed`,
      '  ✓ order: staging is the first environment',
      '  ✓ registry: the registry has the digest',
      '  ✓ smoke: 1 checks passed',
      expect.stringMatching(/✓ scan: passed, database of/),
    ]);
  });

  it('copies the same bytes and what is attached to the registry of the environment; twice is a no-op', async () => {
    await promote(task('staging'));
    ci.isCI = true;
    await promote(task('production'));
    expect(await digestIn('production')).toBe(image.digest);
    const { descriptors } = await listReferrers(connectRegistry(), {
      ...repositoryIn(live, 'payments'),
      digest: image.digest,
    });
    expect(descriptors).toHaveLength(2);
    const before = await overlay('production');
    proxy.seen.length = 0;
    const again = task('production');
    await promote(again);
    expect(proxy.seen.map(({ line }) => line.split(' ')[0])).toEqual(['HEAD']);
    expect(again.said).toEqual([`payments  ${image.digest}  is current in production: nothing to do`]);
    expect(await overlay('production')).toBe(before);
  });

  it('reads what is attached to the digest where this workspace has no receipts', async () => {
    await rm(path.join(root, 'dist'), { recursive: true });
    await promote(task('staging', { digest: image.digest }));
    expect(await digestIn('staging')).toBe(image.digest);
  });

  it('explains with reasons and changes nothing', async () => {
    const before = await overlay('staging');
    const given = task('staging', {}, true);
    await promote(given);
    expect(given.said.join('\n')).toMatch(
      /allowed\n.*order[^]*put .*:staging at .*\nset .* in apps\/payments\/k8s/,
    );
    expect(await overlay('staging')).toBe(before);
    expect(await listTags(connectRegistry(), repositoryIn(home, 'payments'))).not.toContain('staging');
  });
});

describe('promote refuses', () => {
  it.each(['smoke', 'scan'] as const)('what did not pass %s', async (kind) => {
    await writePassed(root, image, kind);
    const [reason, ...others] = await refused(task('staging'));
    expect(reason).toMatch(new RegExp(`^${kind}: `));
    expect(others).toEqual([]);
    expect(await digestIn('staging')).toBeUndefined();
  });
  it('a digest that nobody checked, with every reason', async () => {
    const unchecked = await pushTestImage(repositoryIn(home, 'payments'), 'payments');
    const reasons = await refused(task('staging', { digest: unchecked.digest }));
    expect(reasons).toEqual([
      'smoke: no smoke test of this digest is known',
      'scan: no scan of this digest is known',
    ]);
  });
  it('a digest that is not in the environment before', async () => {
    await promote(task('staging'));
    await release();
    ci.isCI = true;
    const [reason] = await refused(task('production', { digest: image.digest }));
    expect(reason).toMatch(/^order: staging, which comes before, has sha256:/);
  });
  it('production outside CI', async () => {
    await promote(task('staging'));
    expect(await refused(task('production'))).toEqual(['ci: production is promoted to from CI only']);
  });
  it('a digest that the registry does not have', async () => {
    const reasons = await refused(task('staging', { digest: `sha256:${'0'.repeat(64)}` }));
    expect(reasons[0]).toMatch(/^registry: the registry does not have/);
  });
  it.each([
    ['an environment that is not there', 'prod', /use one of staging, production/],
    ['an environment whose predecessor has nothing', 'production', /promote to staging first/],
  ])('%s', async (_, to, fix) => {
    const [problem] = await problemsOf(promote(task(to)));
    expect(problem?.fix).toMatch(fix);
  });
});

describe('faults', () => {
  it('a copy that is cut leaves the overlay as it was, and the next run heals it', async () => {
    await promote(task('staging'));
    ci.isCI = true;
    const before = await overlay('production');
    proxy.interceptors.push(fault(/^PUT .*manifests\/sha256:/, 1, status(403)));
    await problemsOf(promote(task('production')));
    expect(await overlay('production')).toBe(before);
    expect(await listTags(connectRegistry(), repositoryIn(live, 'payments'))).not.toContain('production');
    await promote(task('production'));
    expect(await digestIn('production')).toBe(image.digest);
  });
  it.each([
    ['while blobs are copied', /^PUT .*blobs\/uploads/],
    ['before the manifest', /^PUT .*manifests\/sha256:/],
    ['before the tag', /^PUT .*manifests\/production$/],
  ])('SIGKILL %s: nothing is current that is not whole, and the next run heals it', async (_, request) => {
    await promote(task('staging'));
    const before = await overlay('production');
    const kill = fault(request, 1, ({ incoming }) => {
      incoming.resume();
      stop.abort();
      return Promise.resolve();
    });
    const stop = new AbortController();
    proxy.interceptors.push(kill);
    const { exitCode } = await startPromotion('production', stop.signal);
    expect(exitCode).toBe(137);
    expect(await overlay('production')).toBe(before);
    ci.isCI = true;
    await promote(task('production'));
    expect(await digestIn('production')).toBe(image.digest);
    const copied = await readImage(connectRegistry(), {
      ...repositoryIn(live, 'payments'),
      digest: image.digest,
    });
    expect(copied.platforms.map(({ platform }) => platform)).toEqual(['linux/amd64']);
    expect(await listTags(connectRegistry(), repositoryIn(live, 'payments'))).toContain('production');
  });
  it('a digest that the registry of the environment lost is copied again', async () => {
    await promote(task('staging'));
    ci.isCI = true;
    await promote(task('production'));
    const { host, repository } = repositoryIn(live, 'payments');
    const url = `http://${host}/v2/${repository}/manifests/${image.digest}`;
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(202);
    await promote(task('production'));
    expect((await fetch(url, { method: 'HEAD', headers: { accept: image.mediaType } })).status).toBe(200);
  });
  it('an overlay that is not there or not valid is a problem, not a crash', async () => {
    await writeFile(overlayFile('staging'), 'images: 3\n');
    expect((await problemsOf(promote(task('staging'))))[0]?.code).toBe('overlay-invalid');
    await rm(overlayFile('staging'));
    expect((await problemsOf(promote(task('staging'))))[0]?.code).toBe('overlay-missing');
  });
});
