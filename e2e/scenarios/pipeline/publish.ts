import { expect, it } from 'vitest';
import { receipt } from '../../demo/receipts.js';
import { commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import { digestAt, imageAt, moveTag, referrersOf, tagsOf } from '../../world/registry.js';
import { runTasks, tasksThat } from '../../world/tasks.js';
import { services, type Stage } from './stage.js';

export function describePublish(stage: () => Stage): void {
  const repository = (service: string): string => `${stage().registry}/${service}`;
  const published = (service: string) => receipt({ workspace: stage().workspace, service }, 'publish');
  const head = async (): Promise<string> =>
    must(await stage().workspace.run('git', ['rev-parse', 'HEAD']), 'git rev-parse').output;
  /** The fallback of registries without the referrers API keeps its lists under tags. */
  const ownTags = async (service: string): Promise<string[]> =>
    (await tagsOf(repository(service))).filter((tag) => !tag.startsWith('sha256-'));

  it('gives every service its tags, at the digest of the receipt', async () => {
    must(await runTasks(stage().workspace, ['run-many', '-t', 'publish']), 'publish');
    const tags = [await head(), 'latest', 'main'].sort();
    for (const service of services) {
      const { digest, references, attachments, platforms } = await published(service);
      expect([...references].sort()).toEqual(tags.map((tag) => `${repository(service)}:${tag}`));
      expect(await ownTags(service)).toEqual(tags);
      for (const tag of tags) expect(await digestAt(repository(service), tag), tag).toBe(digest);
      const stored = await imageAt(repository(service), digest);
      expect(stored.platforms.map(({ platform }) => platform)).toEqual(platforms);
      const attached = await referrersOf(repository(service), digest);
      for (const each of attachments) expect(attached).toContain(`${each.artifactType} ${each.digest}`);
      expect(attachments.map(({ artifactType }) => artifactType)).toHaveLength(3);
    }
  });

  it('changes nothing the second time', async () => {
    const file = 'dist/ci/rates/publish.json';
    const before = await stage().workspace.read(file);
    const again = await runTasks(stage().workspace, ['run-many', '-t', 'publish']);
    must(again, 'publish');
    expect(tasksThat('ran', again)).toEqual([]);
    expect(tasksThat('hit', again, ':publish')).toEqual(['payments:publish', 'rates:publish']);
    expect(await stage().workspace.read(file)).toBe(before);
    expect(await ownTags('rates')).toHaveLength(3);
  });

  it('is no hit where somebody moved a tag: it is put back, and nothing is built', async () => {
    const { digest } = await published('rates');
    const other = (await published('payments')).digest;
    await moveTag(repository('payments'), other, repository('rates'), 'main');
    expect(await digestAt(repository('rates'), 'main')).toBe(other);
    const ran = await runTasks(stage().workspace, ['run-many', '-t', 'publish']);
    must(ran, 'publish');
    expect(tasksThat('ran', ran)).toEqual(['rates:publish']);
    expect(await digestAt(repository('rates'), 'main')).toBe(digest);
  });

  it('publishes what a commit has changed, and nothing else', async () => {
    const [before, untouched] = [await published('rates'), await published('payments')];
    const earlier = await head();
    const source = 'apps/rates/src/main.ts';
    await stage().workspace.edit(source, (text) => text.replace('cents(3)', 'cents(4)'));
    await commitAll(stage().workspace);
    const affected = ['affected', '-t', 'publish', '--base=HEAD~1', '--head=HEAD'];
    const ran = await runTasks(stage().workspace, affected);
    must(ran, 'nx affected -t publish');
    expect(Object.keys(ran.tasks).filter((task) => task.startsWith('payments:'))).toEqual([]);
    const after = await published('rates');
    expect(after.digest).not.toBe(before.digest);
    expect(await digestAt(repository('rates'), earlier)).toBe(before.digest);
    for (const tag of [await head(), 'latest', 'main'])
      expect(await digestAt(repository('rates'), tag), tag).toBe(after.digest);
    expect(await published('payments')).toEqual(untouched);
    expect(await ownTags('payments')).not.toContain(await head());
  });
}
