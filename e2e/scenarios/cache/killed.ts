import { expect, it } from 'vitest';
import { receipt } from '../../demo/receipts.js';
import { changedFiles, commitAll } from '../../world/git.js';
import { eventually } from '../../world/http.js';
import { killNx } from '../../world/killed.js';
import { must } from '../../world/must.js';
import { digestAt, hasDigest, imageAt, referrersOf } from '../../world/registry.js';
import type { Stage } from './stage.js';

const overlay = 'apps/feeds/k8s/overlays/production/kustomization.yaml';

export function describeKilled(stage: () => Stage): void {
  const image = (service: string) => receipt({ workspace: stage().workspace, service }, 'image');
  const edit = (revision: number) =>
    stage().workspace.edit('apps/votes/src/main.ts', (text) => `${text}export const r${revision} = 1;\n`);
  const hasReceipt = () =>
    stage()
      .workspace.read('dist/ci/votes/image.json')
      .then(
        () => true,
        () => false,
      );

  it('in the middle of a build: no receipt is left, the next run builds it', async () => {
    const { workspace, calls } = stage();
    const before = await image('votes');
    await edit(1);
    await calls.reset();
    const building = eventually(
      () => calls.lines(),
      (lines) => lines.some((line) => line.startsWith('buildx build')),
    );
    await killNx(workspace, ['run', 'votes:image'], building);
    expect(await hasReceipt()).toBe(false);
    must(await workspace.nx(['run', 'votes:image']), 'the next run');
    const after = await image('votes');
    expect(after.digest).not.toBe(before.digest);
    expect((await imageAt(after.repository, after.digest)).digest).toBe(after.digest);
  });

  it.each(['PUT manifest', 'PUT blob'])(
    'in the middle of a push, at a %s: the next run ends it',
    async (at) => {
      const { workspace, proxy } = stage();
      const [method = '', kind = ''] = at.split(' ');
      await edit(at.length);
      const moment = proxy.stall((verb, path) => verb === method && path.includes(`/${kind}s/`));
      await killNx(workspace, ['run', 'votes:image'], moment);
      expect(await hasReceipt()).toBe(false);
      must(await workspace.nx(['run', 'votes:image']), 'the next run');
      const { repository, digest } = await image('votes');
      expect((await imageAt(repository, digest)).digest).toBe(digest);
    },
  );

  it('in the middle of a promotion: the environment is as before, the next run ends it', async () => {
    const { workspace, proxy, registry } = stage();
    await commitAll(workspace);
    must(await workspace.nx(['run', 'feeds:promote', '--to=staging']), 'promote to staging');
    await commitAll(workspace);
    const { digest, repository } = await image('feeds');
    const target = `${registry}-production/feeds`;
    const inCi = { ...workspace, env: { ...workspace.env, CI: 'true' } };
    const promote = ['run', 'feeds:promote', '--to=production'];
    const moment = proxy.stall((method, path) => method === 'PUT' && path.includes('-production/'));
    await killNx(inCi, promote, moment);
    expect(await changedFiles(workspace)).toEqual([]);
    expect(await digestAt(target, 'production')).toBeUndefined();
    must(await workspace.nx(promote, { env: { CI: 'true' } }), 'the next promotion');
    expect(await changedFiles(workspace)).toEqual([overlay]);
    expect(await hasDigest(target, digest)).toBe(true);
    expect(await digestAt(target, 'production')).toBe(digest);
    expect(await referrersOf(target, digest)).toEqual(await referrersOf(repository, digest));
  });

  it('between the tags and the overlay of a promotion: the next run writes the overlay', async () => {
    const { workspace, proxy, registry } = stage();
    must(await workspace.run('git', ['checkout', '--quiet', overlay]), 'git checkout');
    const promote = ['run', 'feeds:promote', '--to=production'];
    const inCi = { ...workspace, env: { ...workspace.env, CI: 'true' } };
    const moment = proxy.stall((_, path) => path.endsWith('-production/feeds/manifests/production'));
    await killNx(inCi, promote, moment);
    expect(await changedFiles(workspace)).toEqual([]);
    must(await workspace.nx(promote, { env: { CI: 'true' } }), 'the next promotion');
    expect(await changedFiles(workspace)).toEqual([overlay]);
    expect(await digestAt(`${registry}-production/feeds`, 'production')).toBe((await image('feeds')).digest);
  });
}
