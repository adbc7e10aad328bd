import { expect, it } from 'vitest';
import { receipt } from '../../demo/receipts.js';
import { judge } from '../../judges/judge.js';
import { changedFiles, commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import { digestAt, hasDigest, imageAt, referrersOf } from '../../world/registry.js';
import type { Ran } from '../../world/sandbox.js';
import { overlay, type Stage } from './stage.js';

const staging = 'rates:promote';

function expectRefused(ran: Ran, ...reasons: readonly string[]): void {
  expect(ran.exitCode, ran.output).not.toBe(0);
  for (const reason of reasons) expect(ran.output).toContain(reason);
}

export function describePromote(stage: () => Stage): void {
  const repository = (): string => `${stage().registry}/rates`;
  const published = async (): Promise<string> =>
    (await receipt({ workspace: stage().workspace, service: 'rates' }, 'publish')).digest;
  const expectNothingDone = async (): Promise<void> => {
    expect(await changedFiles(stage().workspace)).toEqual([]);
  };

  it('refuses production before staging, even in CI', async () => {
    const before = ['nothing was promoted to', 'staging'];
    expectRefused(await stage().inCi(staging, '--to=production'), ...before);
    const digest = await published();
    expectRefused(await stage().inCi(staging, '--to=production', `--digest=${digest}`), ...before);
    expect(await hasDigest(`${stage().production}/rates`, digest)).toBe(false);
    await expectNothingDone();
  });

  it('--dryRun explains the verdict and does nothing', async () => {
    const { output } = must(await stage().run(staging, '--to=staging', '--dryRun'), 'the dry run');
    for (const said of ['allowed', '✓ smoke', '✓ scan', '✓ order', `@${await published()} in`])
      expect(output).toContain(said);
    expect(await digestAt(repository(), 'staging')).toBeUndefined();
    await expectNothingDone();
  });

  it('sets the same digest in the overlay of staging', async () => {
    must(await stage().run(staging, '--to=staging'), 'promote');
    expect(await changedFiles(stage().workspace)).toEqual([overlay('rates', 'staging')]);
    const digest = await published();
    expect(await digestAt(repository(), 'staging')).toBe(digest);
    const folder = `apps/rates/k8s/overlays/staging`;
    const { output } = must(
      await stage().workspace.run(await judge('kustomize'), ['build', folder]),
      'kustomize build',
    );
    expect(output).toContain(`image: ${repository()}@${digest}`);
    await commitAll(stage().workspace);
    const check = await stage().workspace.nx(['sync:check']);
    expect(check, check.output).toMatchObject({ exitCode: 0 });
  });

  it('does nothing the second time', async () => {
    const { output } = must(await stage().run(staging, '--to=staging'), 'promote');
    expect(output).toContain('nothing to do');
    await expectNothingDone();
  });

  it('refuses a digest that was not tested and scanned', async () => {
    must(await stage().run('rates:image', '--platforms=linux/amd64,linux/arm64'), 'another image');
    const { digest } = await receipt({ workspace: stage().workspace, service: 'rates' }, 'image');
    const options = ['--to=staging', `--digest=${digest}`];
    expectRefused(
      await stage().run(staging, ...options),
      'no smoke test of this digest is known',
      'no scan of this digest is known',
    );
    const publish = await stage().run('rates:publish', '--exclude-task-dependencies');
    expectRefused(publish, 'receipt-stale', `the image is ${digest}`);
    await expectNothingDone();
    must(await stage().run('rates:publish'), 'the image of the workspace again');
  });

  it('refuses production outside CI, with reasons where it is a dry run', async () => {
    const reason = 'production is promoted to from CI only';
    expectRefused(await stage().run(staging, '--to=production'), reason);
    expectRefused(
      await stage().run(staging, '--to=production', '--dryRun'),
      `✗ ci: ${reason}`,
      '✓ order: staging has this digest',
    );
    await expectNothingDone();
  });

  it('brings the same bytes, with all that is attached to them, to production’s registry', async () => {
    must(await stage().inCi(staging, '--to=production'), 'promote to production');
    const [digest, target] = [await published(), `${stage().production}/rates`];
    expect(await changedFiles(stage().workspace)).toEqual([overlay('rates', 'production')]);
    expect(await imageAt(target, digest)).toEqual(await imageAt(repository(), digest));
    expect(await referrersOf(target, digest)).toEqual(await referrersOf(repository(), digest));
    expect(await digestAt(target, 'production')).toBe(digest);
    const text = await stage().workspace.read(overlay('rates', 'production'));
    for (const said of [target, digest]) expect(text).toContain(said);
    await commitAll(stage().workspace);
    must(await stage().inCi(staging, '--to=production'), 'promote again');
    await expectNothingDone();
  });
}
