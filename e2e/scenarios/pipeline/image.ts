import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { receipt } from '../../demo/receipts.js';
import { must } from '../../world/must.js';
import { imageAt, referrersOf } from '../../world/registry.js';
import { services, type Stage } from './stage.js';

const bothPlatforms = ['linux/amd64', 'linux/arm64'];
const index = 'application/vnd.oci.image.index.v1+json';

export function describeImage(stage: () => Stage): void {
  const of = (service: string) => ({ workspace: stage().workspace, service });
  const repository = (service: string): string => `${stage().registry}/${service}`;

  it('has the same digest from two builds without any cache in two folders', async () => {
    const fresh = ['run-many', '-t', 'image', '--noCache', '--skip-nx-cache'];
    must(await stage().workspace.nx(fresh), 'the first build');
    const copy = await stage().workspace.clone('copy');
    await rm(join(copy.root, 'dist'), { recursive: true });
    must(await copy.nx(fresh), 'the second build');
    for (const service of services) {
      const file = `dist/ci/${service}/image.json`;
      expect(await copy.read(file)).toBe(await stage().workspace.read(file));
      const { digest, repository: where } = await receipt(of(service), 'image');
      expect(where).toBe(repository(service));
      expect((await imageAt(where, digest)).digest).toBe(digest);
    }
    await copy.remove();
  });

  it('has that digest as a folder and in the engine too', async () => {
    const { digest } = await receipt(of('rates'), 'image');
    must(await stage().run('rates:image', '--output=oci'), 'a folder');
    const layout = JSON.parse(await stage().workspace.read('dist/ci/rates/oci/index.json')) as {
      manifests: { digest: string }[];
    };
    expect(layout.manifests.map((each) => each.digest)).toEqual([digest]);
    must(await stage().run('rates:image', '--output=engine', '--tag=pipeline-rates:e2e'), 'the engine');
    const { output } = must(
      await stage().workspace.run('docker', ['image', 'inspect', 'pipeline-rates:e2e']),
      'inspect',
    );
    expect(output).toContain(digest);
    await stage().workspace.run('docker', ['image', 'rm', 'pipeline-rates:e2e']);
    expect((await receipt(of('rates'), 'image')).digest).toBe(digest);
  });

  it('is an index of the same manifests for two platforms, provenance attached and not mixed in', async () => {
    const single = await receipt(of('rates'), 'image');
    must(await stage().run('rates:image', `--platforms=${bothPlatforms.join(',')}`), 'two platforms');
    const { digest, mediaType, platforms } = await receipt(of('rates'), 'image');
    expect(mediaType).toBe(index);
    expect(platforms.map(({ platform }) => platform)).toEqual(bothPlatforms);
    expect(platforms.map((each) => each.digest)).toContain(single.digest);
    const stored = await imageAt(repository('rates'), digest);
    expect(stored.platforms.map(({ platform }) => platform)).toEqual(bothPlatforms);
    const provenance: unknown = expect.stringMatching(/^application\/vnd\.in-toto\+json sha256:/);
    expect(await referrersOf(repository('rates'), digest)).toEqual([provenance, provenance]);
    expect(await referrersOf(repository('rates'), single.digest)).toEqual([provenance]);
    must(await stage().run('rates:image'), 'one platform');
    expect(await receipt(of('rates'), 'image')).toEqual(single);
  });

  it('--dryRun prints the commands that a run starts, and starts none', async () => {
    const before = await stage().workspace.read('dist/ci/rates/image.json');
    await stage().calls.reset();
    const plan = must(await stage().run('rates:image', '--dryRun', '--noCache'), 'the dry run').output;
    expect(await stage().calls.lines()).toEqual([]);
    expect(await stage().workspace.read('dist/ci/rates/image.json')).toBe(before);
    must(await stage().run('rates:image', '--noCache', '--skip-nx-cache'), 'the run');
    const plain = (command: string): string =>
      command.replaceAll(/['"]/g, '').replace(/metadata(-[0-9a-f-]{36})?\.json/, 'metadata.json');
    const planned = plain(plan)
      .split('\n')
      .filter((line) => line.includes('buildx build'));
    expect(planned).toHaveLength(1);
    const calls = await stage().calls.lines();
    expect(calls).toHaveLength(1);
    expect(planned[0]).toContain(plain(calls[0] ?? ''));
  });
}
