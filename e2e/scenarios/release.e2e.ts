import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receipt } from '../demo/receipts.js';
import { nxVersion } from '../world/create.js';
import { commitAll } from '../world/git.js';
import { namedTags } from '../world/image-task.js';
import { installPackages } from '../world/library.js';
import { must } from '../world/must.js';
import { createPipeline, type Pipeline } from '../world/pipeline.js';
import { writePassed } from '../world/passed.js';
import { digestAt } from '../world/registry.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { slim } from '../world/slim.js';
import { readWorld } from '../world/world.js';

const services = ['payments', 'rates'] as const;
type Service = (typeof services)[number];

interface Target {
  readonly executor?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

// docs/nx-release.md, from top to bottom: each part begins where the one before has ended.
describe('nx release with @nx/docker', () => {
  let pipeline: Pipeline;
  let workspace: Sandbox;
  const repository = (service: Service): string => `${pipeline.registry}/${service}`;
  const published = async (service: Service): Promise<string> =>
    (await receipt({ workspace, service }, 'publish')).digest;
  const targets = async (service: Service): Promise<Record<string, Target>> => {
    const { output } = must(await workspace.nx(['show', 'project', service, '--json']), 'nx show project');
    return (JSON.parse(output) as { targets: Record<string, Target> }).targets;
  };
  /** A publication whose checks are taken as passed: they are seen in pipeline.e2e.ts. */
  async function publish(...which: readonly Service[]): Promise<void> {
    const projects = ['--projects', which.join()];
    must(await workspace.nx(['run-many', '-t', 'image', ...projects]), 'image');
    for (const service of which) await writePassed(workspace, await receipt({ workspace, service }, 'image'));
    const alone = ['--excludeTaskDependencies', ...projects];
    must(await workspace.nx(['run-many', '-t', 'publish', ...alone]), 'publish');
  }
  const commit = async (): Promise<string> =>
    must(await workspace.run('git', ['rev-parse', '--short', 'HEAD']), 'git rev-parse').output;
  const release = (...args: string[]) => workspace.nx(['release', ...args]);
  /** What reached the engine since the last look, without its reads. */
  const calls = async (): Promise<string[]> => {
    const lines = await pipeline.calls.lines();
    await pipeline.calls.reset();
    return lines;
  };
  const expectNothingBuilt = (lines: readonly string[]): void => {
    expect(lines.filter((line) => !/^(pull|tag) /.test(line))).toEqual([]);
  };

  beforeAll(async () => {
    pipeline = await createPipeline(readWorld(), 'release');
    ({ workspace } = pipeline);
    for (const service of services) {
      await addService(workspace, service, '--database=none', '--skipInstall');
      await slim(workspace, service);
    }
    await workspace.edit('package.json', (text) => {
      const manifest = JSON.parse(text) as { devDependencies: Record<string, string> };
      const devDependencies = { ...manifest.devDependencies, '@nx/js': nxVersion };
      return `${JSON.stringify({ ...manifest, devDependencies }, null, 2)}\n`;
    });
    await installPackages(workspace);
    must(await workspace.nx(['add', `@nx/docker@${nxVersion}`]), 'nx add @nx/docker');
    must(await workspace.nx(['g', '@org/ci:init', '--no-interactive']), 'nx g @org/ci:init');
    await workspace.edit('nx.json', (text) => {
      const nxJson = JSON.parse(text) as Record<string, unknown>;
      const docker = { preVersionCommand: 'npx nx run-many -t release-image' };
      return `${JSON.stringify({ ...nxJson, release: { projects: services, docker } }, null, 2)}\n`;
    });
    must(await workspace.nx(['sync']), 'nx sync');
    await commitAll(workspace);
    await publish(...services);
    await pipeline.calls.reset();
  });
  afterAll(() => pipeline.remove());

  it('has the targets of both plugins side by side; the publication is ours', async () => {
    for (const service of services) {
      const all = await targets(service);
      const ours = ['image', 'smoke', 'size', 'scan', 'publish', 'promote', 'release-image'];
      for (const name of ours) expect(all[name]?.executor, name).toBe(`@org/ci:${name}`);
      expect(all['nx-release-publish']?.executor).toBe('@org/ci:release-publish');
      expect(all['docker:build']?.options).toMatchObject({
        cwd: '.',
        args: expect.arrayContaining([`--file apps/${service}/Dockerfile`]) as unknown,
      });
      expect(all['docker:run']).toBeDefined();
    }
  });

  it('@nx/docker’s own target understands our Dockerfile', async () => {
    must(await workspace.nx(['run', 'rates:docker:build']), 'nx run rates:docker:build');
    must(await workspace.run('docker', ['image', 'rm', 'apps-rates']), 'docker image rm');
    await pipeline.calls.reset();
  });

  it('--dry-run names the version and changes nothing', async () => {
    const { output } = must(
      await release('version', '--dockerVersionScheme=production', '--dry-run'),
      'the dry run',
    );
    expect(output).toContain(`${repository('rates')}:`);
    expectNothingBuilt(await calls());
    for (const service of services)
      expect((await namedTags(repository(service))).filter((tag) => /^\d{4}\./.test(tag))).toEqual([]);
  });

  it('gives the published digests a version; nothing is built and nothing pushed', async () => {
    must(await release('version', '--dockerVersionScheme=production'), 'nx release version');
    must(await release('publish'), 'nx release publish');
    expectNothingBuilt(await calls());
    for (const service of services) {
      const tags = (await namedTags(repository(service))).filter((tag) => /^\d{4}\.\d{2}\./.test(tag));
      expect(tags).toEqual([expect.stringMatching(new RegExp(`^\\d{4}\\.\\d{2}\\.${await commit()}`))]);
      expect(await digestAt(repository(service), tags[0] ?? '')).toBe(await published(service));
    }
  });

  it('publish --dry-run says what it would put where', async () => {
    const before = await namedTags(repository('rates'));
    const { output } = must(await release('publish', '--dry-run'), 'the dry run');
    expect(output).toContain(repository('rates'));
    expect(await namedTags(repository('rates'))).toEqual(before);
    expectNothingBuilt(await calls());
  });

  it('a second release of what did not change is another tag of the same digest', async () => {
    const digests = await Promise.all(services.map(published));
    await workspace.write('NOTES.md', 'nothing of a service\n');
    await commitAll(workspace);
    must(await release('version', '--dockerVersion=1.4.0'), 'nx release version');
    must(await release('publish'), 'nx release publish');
    expectNothingBuilt(await calls());
    for (const [index, service] of services.entries())
      expect(await digestAt(repository(service), '1.4.0'), service).toBe(digests[index]);
  });

  it('the same version again changes nothing', async () => {
    const before = await namedTags(repository('payments'));
    must(await release('publish'), 'nx release publish');
    expect(await namedTags(repository('payments'))).toEqual(before);
    expectNothingBuilt(await calls());
  });

  it('a version that another digest has is refused, and stays where it is', async () => {
    const digest = await published('rates');
    await workspace.edit('apps/rates/src/main.ts', (text) => `${text}export const revision = 2;\n`);
    await commitAll(workspace);
    await publish('rates');
    expect(await published('rates')).not.toBe(digest);
    await pipeline.calls.reset();
    must(await release('version', '--dockerVersion=1.4.0'), 'nx release version');
    const taken = await release('publish');
    expect(taken.exitCode, taken.output).not.toBe(0);
    expect(taken.output).toContain('tag-taken');
    expect(await digestAt(repository('rates'), '1.4.0')).toBe(digest);
    expectNothingBuilt(await calls());
  });
});
