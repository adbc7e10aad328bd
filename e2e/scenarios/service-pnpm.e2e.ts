import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheHits } from '../demo/nx.js';
import { receipt } from '../demo/receipts.js';
import { judgeWorkspace } from '../judges/judge-workspace.js';
import { freePort } from '../rig/os/ports.js';
import { composeIn, type Compose } from '../world/compose.js';
import { commitAll, changedFiles } from '../world/git.js';
import { request } from '../world/http.js';
import { must } from '../world/must.js';
import { createPipeline, type Pipeline } from '../world/pipeline.js';
import { digestAt, hasDigest, referrersOf } from '../world/registry.js';
import type { Sandbox } from '../world/sandbox.js';
import { bundledAdvisory as advisory } from '../world/scanner.js';
import { addService } from '../world/service.js';
import { runTasks, tasksThat } from '../world/tasks.js';
import { readWorld } from '../world/world.js';

const folder = 'apps/billing/orders';
const service = 'billing-orders';
const overlay = `${folder}/k8s/overlays/staging/kustomization.yaml`;

// One workspace on its way, as in pipeline.e2e.ts: each part begins where the one before has ended.
describe('nx g @org/ci:service in a pnpm workspace', () => {
  let pipeline: Pipeline;
  let workspace: Sandbox;
  beforeAll(async () => {
    pipeline = await createPipeline(readWorld(), 'service-pnpm', 'pnpm');
    ({ workspace } = pipeline);
    await addService(workspace, 'billing/orders');
    await commitAll(workspace);
  });
  afterAll(() => pipeline.remove());

  const of = { service } as const;
  const repository = (): string => `${pipeline.registry}/${service}`;

  it('is known to pnpm, and its files are written for pnpm', async () => {
    const { output } = must(
      await workspace.run('pnpm', ['list', '--recursive', '--depth=-1', '--json']),
      'pnpm list',
    );
    const packages = JSON.parse(output) as { name: string }[];
    expect(packages.map(({ name }) => name)).toContain(service);
    const dockerfile = await workspace.read(`${folder}/Dockerfile`);
    expect(dockerfile).toContain('pnpm install --frozen-lockfile');
    expect(dockerfile).not.toContain('npm ci');
  });

  it('pleases every judge', async () => {
    const verdicts = await judgeWorkspace(workspace.root);
    for (const { judge, findings } of verdicts) expect(findings, judge).toEqual([]);
    const idle = verdicts.filter(({ subjects }) => subjects === 0).map(({ judge }) => judge);
    expect(idle, 'nothing here is served by nginx').toEqual(['nginx']);
  });

  it('lints, type-checks, tests and builds green without an edit; again from the cache', async () => {
    const targets = ['run-many', '-t', 'lint', 'typecheck', 'test', 'build'];
    must(await workspace.nx(targets), 'the first run');
    expect(cacheHits(must(await workspace.nx(targets), 'the second run').output)).toEqual({
      hits: 5,
      tasks: 5,
    });
    const check = await workspace.nx(['sync:check']);
    expect(check, check.output).toMatchObject({ exitCode: 0 });
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('has an image from a pruned context, in the registry', async () => {
    must(await workspace.nx(['run', `${service}:image`]), `nx run ${service}:image`);
    const { digest, repository: where } = await receipt({ workspace, ...of }, 'image');
    expect(where).toBe(repository());
    expect(await hasDigest(repository(), digest)).toBe(true);
  });

  it('is smoke-tested, measured, scanned and published; again it is a hit', async () => {
    const image = await receipt({ workspace, ...of }, 'image');
    must(await workspace.nx(['run', `${service}:publish`]), 'publish');
    const smoke = await receipt({ workspace, ...of }, 'smoke');
    expect(smoke.checks.filter(({ pass }) => !pass)).toEqual([]);
    expect(smoke).toMatchObject({ digest: image.digest, pass: true });
    expect(await receipt({ workspace, ...of }, 'size')).toMatchObject({ pass: true });
    const scan = await receipt({ workspace, ...of }, 'scan');
    expect(scan.scanned.join()).toBe('image linux/amd64,lock file');
    for (const tag of ['main', 'latest']) expect(await digestAt(repository(), tag), tag).toBe(image.digest);
    const attached = await referrersOf(repository(), image.digest);
    const { attachments } = await receipt({ workspace, ...of }, 'publish');
    expect(attachments).toHaveLength(3);
    for (const each of attachments) expect(attached).toContain(`${each.artifactType} ${each.digest}`);
    const again = await runTasks(workspace, ['run', `${service}:publish`]);
    expect([again.exitCode, tasksThat('ran', again)], 'hits only').toEqual([0, []]);
  });

  it('is promoted to staging by digest', async () => {
    const { digest } = await receipt({ workspace, ...of }, 'publish');
    must(await workspace.nx(['run', `${service}:promote`, '--to=staging']), 'promote');
    expect(await changedFiles(workspace)).toEqual([overlay]);
    expect(await workspace.read(overlay)).toContain(`digest: ${digest}`);
    expect(await digestAt(repository(), 'staging')).toBe(digest);
    await commitAll(workspace);
  });

  it('an advisory that only pnpm’s lock file shows closes the gate', async () => {
    await pipeline.scanner.write([advisory]);
    const closed = await workspace.nx(['run', `${service}:scan`]);
    expect(closed.exitCode, closed.output).not.toBe(0);
    expect(closed.output).toContain(advisory.id);
    await pipeline.scanner.write([]);
  });

  describe('docker compose', () => {
    let compose: Compose;
    let url: string;
    const suite = ['-f', 'compose.test.yaml'];
    beforeAll(async () => {
      const port = await freePort(3950);
      url = `http://127.0.0.1:${port}`;
      compose = composeIn(workspace, folder, { HOST_PORT: String(port) });
    });
    afterAll(async () => {
      await compose.down();
      await compose.down(...suite);
    });

    it('up --wait: database, migration, then an API that keeps what it is given', async () => {
      must(await compose.run('up', '--wait', '--quiet-pull'), 'docker compose up --wait');
      const { postgres, migrate, app } = await compose.containers();
      expect(postgres?.State).toMatchObject({ Status: 'running', Health: { Status: 'healthy' } });
      expect(migrate?.State).toMatchObject({ Status: 'exited', ExitCode: 0 });
      expect(app?.State).toMatchObject({ Status: 'running', Health: { Status: 'healthy' } });
      const created = await request(`${url}/v1/notes`, { text: 'with pnpm' });
      expect(created).toMatchObject({ status: 201, body: { text: 'with pnpm' } });
      const { id } = created.body as { id: string };
      expect(await request(`${url}/v1/notes/${id}`)).toEqual({ status: 200, body: created.body });
    });

    it('-f compose.test.yaml: the whole suite in containers', async () => {
      const { output } = must(await compose.run(...suite, 'run', '--build', '--rm', 'test'), 'the suite');
      expect(output).toMatch(/integration.*prisma-note-repository\.spec\.ts/);
      expect(output).toMatch(/Tests .*\d+ passed/);
    });
  });
});
