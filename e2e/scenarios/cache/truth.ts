import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { receipt } from '../../demo/receipts.js';
import { must } from '../../world/must.js';
import { editCi } from '../../world/pipeline.js';
import { deleteDigest, digestAt, hasDigest } from '../../world/registry.js';
import { startRemoteCache } from '../../world/remote-cache.js';
import { runTasks, tasksThat } from '../../world/tasks.js';
import { dependants, everything, rebuilt, services, type Stage } from './stage.js';

const policy = 'ci:scan-policy';
const none = { byNx: [], byEngine: [] };

export function describeTruth(stage: () => Stage): void {
  const image = (service: string) => receipt({ workspace: stage().workspace, service }, 'image');

  /** Every service's tasks; the policy of today, too, where this machine has one. */
  async function expectAllHits(env?: Record<string, string>, ran: string[] = []): Promise<void> {
    const done = await stage().check(env);
    must(done, 'the checks');
    expect(tasksThat('hit', done).filter((task) => task !== policy)).toEqual(everything);
    expect(tasksThat('ran', done)).toEqual(ran);
    expect(done.calls).toEqual([]);
  }

  it('the first run builds every image once', async () => {
    const ran = await stage().check();
    must(ran, 'the checks');
    const all = [...services].sort();
    expect(rebuilt(ran)).toEqual({ byNx: all, byEngine: all });
  });

  it('nothing changed: every task is a hit, no call of the engine, no request to the registry', async () => {
    stage().proxy.take();
    await expectAllHits();
    expect(stage().proxy.take()).toEqual([]);
  });

  it('one line of source: that service only', async () => {
    await stage().workspace.edit('apps/users/src/main.ts', (text) => `${text}export const revision = 1;\n`);
    const ran = await stage().check();
    must(ran, 'the checks');
    expect(rebuilt(ran)).toEqual({ byNx: ['users'], byEngine: ['users'] });
    const others = everything.filter((task) => !task.startsWith('users:'));
    expect(tasksThat('hit', ran)).toEqual([policy, ...others].sort());
  });

  it('the library: its dependants only', async () => {
    await stage().workspace.edit('libs/money/src/index.ts', (text) => text.replace('* 100', '* 1_000'));
    const ran = await stage().check();
    must(ran, 'the checks');
    expect(rebuilt(ran)).toEqual({ byNx: [...dependants], byEngine: [...dependants] });
    const others = everything.filter((task) => !dependants.some((name) => task.startsWith(`${name}:`)));
    expect(tasksThat('hit', ran)).toEqual([policy, ...others].sort());
  });

  it.each([
    ['a test', 'apps/rates/test/unit/more.spec.ts', '// more\n'],
    ['a test of the library', 'libs/money/src/index.spec.ts', '// more\n'],
    ['a README', 'apps/rates/README.md', '# Rates\n'],
    ['a comment in Kubernetes’ files', 'apps/rates/k8s/overlays/staging/kustomization.yaml', '# more\n'],
  ])('%s: no image', async (_, path, text) => {
    const before = await stage()
      .workspace.read(path)
      .catch(() => '');
    await stage().workspace.write(path, `${before}${text}`);
    await expectAllHits();
  });

  it('a value of Kubernetes in service.yaml: no image', async () => {
    const replicas = 'environments:\n  staging:\n    replicas: 3\n';
    await stage().workspace.edit('apps/rates/service.yaml', (text) => `${text}${replicas}`);
    must(await stage().workspace.nx(['sync']), 'nx sync');
    const ran = await stage().check();
    must(ran, 'the checks');
    expect(rebuilt(ran)).toEqual(none);
  });

  it('the production environment in ci.yaml: nothing', async () => {
    await editCi(stage().workspace, (ci) => {
      ci.setIn(['environments', 1, 'host'], '{service}.example.org');
    });
    must(await stage().workspace.nx(['sync']), 'nx sync');
    await expectAllHits();
  });

  it('no local cache any more, but a remote one: hits, receipts are back', async () => {
    const remote = await startRemoteCache();
    const { workspace } = stage();
    try {
      must(await workspace.nx(['reset']), 'nx reset');
      must(await stage().check(remote.env), 'the run that fills the remote cache');
      expect(remote.size()).toBeGreaterThanOrEqual(everything.length);
      const before = await image('carts');
      must(await workspace.nx(['reset']), 'nx reset');
      await rm(join(workspace.root, 'dist'), { recursive: true });
      // no other machine knows which database this one has
      await expectAllHits(remote.env, [policy]);
      expect(await image('carts')).toEqual(before);
    } finally {
      await remote.stop();
    }
  });

  it('a digest that the registry has lost: publish notices, builds it again, the same', async () => {
    const { workspace, calls } = stage();
    must(await workspace.nx(['run', 'feeds:publish']), 'the first publication');
    await calls.reset();
    const again = await runTasks(workspace, ['run', 'feeds:publish']);
    expect(tasksThat('ran', again), 'nothing changed: a hit').toEqual([]);
    expect(await calls.lines()).toEqual([]);
    const { repository, digest } = await image('feeds');
    await deleteDigest(repository, digest);
    await calls.reset();
    const ran = must(await workspace.nx(['run', 'feeds:publish']), 'the second publication');
    expect(ran.output).toContain('is gone: built again');
    expect((await calls.lines()).filter((call) => call.startsWith('buildx build'))).toHaveLength(1);
    expect(await hasDigest(repository, digest)).toBe(true);
    expect(await digestAt(repository, 'main')).toBe(digest);
    expect(await image('feeds')).toMatchObject({ digest });
  });
}
