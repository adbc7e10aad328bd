import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageReceipt } from '@org/ci-core';
import { connectRegistry, listReferrers, listTags, readImage } from '@org/ci-oci';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fault, status } from '../../packages/oci/test/faults';
import { problemsOf } from '../../packages/oci/test/problems';
import { repositoryIn } from '../registry/repository';
import { pushTestImage } from '../registry/testing/image';
import { writePassed } from '../registry/testing/receipts';
import { promote } from './promote';
import { openStage, type Stage } from './testing/stage';

const ci = vi.hoisted(() => ({ isCI: false }));
vi.mock('ci-info', () => ci);

let stage: Stage;
let image: ImageReceipt;

const task: Stage['task'] = (...options) => stage.task(...options);
const overlay: Stage['overlay'] = (environment) => stage.overlay(environment);
const digestIn: Stage['digestIn'] = (environment) => stage.digestIn(environment);
const refused: Stage['refused'] = (given) => stage.refused(given);
const promoteAndCommit: Stage['promoteAndCommit'] = (to) => stage.promoteAndCommit(to);

/** In a process of its own, with CI's variables; killed when the signal says so. */
async function startPromotion(to: string, signal: AbortSignal): Promise<{ exitCode: number }> {
  const script = path.join(__dirname, 'testing/run.ts');
  const args = ['--import', 'tsx', '--conditions=@org/source', script, stage.root, stage.yaml, to];
  const child = execa('node', args, {
    env: { CI: 'true' },
    reject: false,
    cancelSignal: signal,
    killSignal: 'SIGKILL',
  });
  const { exitCode, signal: ended } = await child;
  return { exitCode: ended === 'SIGKILL' ? 137 : (exitCode ?? 1) };
}

beforeEach(async () => {
  ci.isCI = false;
  stage = await openStage();
  ({ image } = await stage.release());
});
afterEach(() => stage.remove());

describe('promote', () => {
  it('sets the digest in the overlay, keeps what people wrote, and tags it', async () => {
    const given = task('staging');
    await promote(given);
    expect(await overlay('staging')).toBe(`# edited by people
images:
  - name: payments # promoted here
    newName: ${stage.home}/payments
    digest: ${image.digest}
`);
    const tags = await listTags(connectRegistry(), repositoryIn(stage.home, 'payments'));
    expect(tags).toEqual(expect.arrayContaining(['staging', `staging-${image.digest.slice(7, 19)}`]));
    expect(given.said.slice(0, 6)).toEqual([
      `payments  ${image.digest}  to staging: allowed`,
      '  ✓ order: staging is the first environment',
      '  ✓ commit: staging has nothing yet',
      '  ✓ registry: the registry has the digest',
      '  ✓ smoke: 1 checks passed',
      expect.stringMatching(/✓ scan: passed, database of/),
    ]);
  });

  it('copies the same bytes and what is attached to the registry of the environment; twice is a no-op', async () => {
    await promoteAndCommit('staging');
    ci.isCI = true;
    await promoteAndCommit('production');
    expect(await digestIn('production')).toBe(image.digest);
    const { descriptors } = await listReferrers(connectRegistry(), {
      ...repositoryIn(stage.live, 'payments'),
      digest: image.digest,
    });
    expect(descriptors).toHaveLength(2);
    const before = await overlay('production');
    stage.proxy.seen.length = 0;
    const again = task('production');
    await promote(again);
    expect(stage.proxy.seen.map(({ line }) => line.split(' ')[0])).toEqual(['HEAD']);
    expect(again.said).toEqual([`payments  ${image.digest}  is current in production: nothing to do`]);
    expect(await overlay('production')).toBe(before);
  });

  it('reads what is attached to the digest where this workspace has no receipts', async () => {
    await rm(path.join(stage.root, 'dist'), { recursive: true });
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
    expect(await listTags(connectRegistry(), repositoryIn(stage.home, 'payments'))).not.toContain('staging');
  });
});

describe('promote refuses', () => {
  it.each(['smoke', 'scan'] as const)('what did not pass %s', async (kind) => {
    await writePassed(stage.root, image, kind);
    const [reason, ...others] = await refused(task('staging'));
    expect(reason).toMatch(new RegExp(`^${kind}: `));
    expect(others).toEqual([]);
    expect(await digestIn('staging')).toBeUndefined();
  });
  it('a digest that nobody checked, with every reason', async () => {
    const unchecked = await pushTestImage(repositoryIn(stage.home, 'payments'), 'payments');
    const reasons = await refused(task('staging', { digest: unchecked.digest }));
    expect(reasons).toEqual([
      'smoke: no smoke test of this digest is known',
      'scan: no scan of this digest is known',
    ]);
  });
  it('a digest that is not in the environment before', async () => {
    await promoteAndCommit('staging');
    const later = await stage.release();
    ci.isCI = true;
    const [reason] = await refused(task('production', { digest: later.image.digest }));
    expect(reason).toMatch(/^order: staging, which comes before, has sha256:/);
  });
  it('production outside CI', async () => {
    await promoteAndCommit('staging');
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
    await promoteAndCommit('staging');
    ci.isCI = true;
    const before = await overlay('production');
    stage.proxy.interceptors.push(fault(/^PUT .*manifests\/sha256:/, 1, status(403)));
    await problemsOf(promote(task('production')));
    expect(await overlay('production')).toBe(before);
    expect(await listTags(connectRegistry(), repositoryIn(stage.live, 'payments'))).not.toContain(
      'production',
    );
    await promote(task('production'));
    expect(await digestIn('production')).toBe(image.digest);
  });
  it.each([
    ['while blobs are copied', /^PUT .*blobs\/uploads/],
    ['before the manifest', /^PUT .*manifests\/sha256:/],
    ['before the tag', /^PUT .*manifests\/production$/],
  ])('SIGKILL %s: nothing is current that is not whole, and the next run heals it', async (_, request) => {
    await promoteAndCommit('staging');
    const before = await overlay('production');
    const kill = fault(request, 1, ({ incoming }) => {
      incoming.resume();
      stop.abort();
      return Promise.resolve();
    });
    const stop = new AbortController();
    stage.proxy.interceptors.push(kill);
    const { exitCode } = await startPromotion('production', stop.signal);
    expect(exitCode).toBe(137);
    expect(await overlay('production')).toBe(before);
    ci.isCI = true;
    await promote(task('production'));
    expect(await digestIn('production')).toBe(image.digest);
    const copied = await readImage(connectRegistry(), {
      ...repositoryIn(stage.live, 'payments'),
      digest: image.digest,
    });
    expect(copied.platforms.map(({ platform }) => platform)).toEqual(['linux/amd64']);
    expect(await listTags(connectRegistry(), repositoryIn(stage.live, 'payments'))).toContain('production');
  });
  it('a digest that the registry of the environment lost is copied again', async () => {
    await promoteAndCommit('staging');
    ci.isCI = true;
    await promote(task('production'));
    const { host, repository } = repositoryIn(stage.live, 'payments');
    const url = `http://${host}/v2/${repository}/manifests/${image.digest}`;
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(202);
    await promote(task('production'));
    expect((await fetch(url, { method: 'HEAD', headers: { accept: image.mediaType } })).status).toBe(200);
  });
  it('an overlay that is not there or not valid is a problem, not a crash', async () => {
    await writeFile(stage.overlayFile('staging'), 'images: 3\n');
    expect((await problemsOf(promote(task('staging'))))[0]?.code).toBe('overlay-invalid');
    await rm(stage.overlayFile('staging'));
    expect((await problemsOf(promote(task('staging'))))[0]?.code).toBe('overlay-missing');
  });
});
