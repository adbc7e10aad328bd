import { rm } from 'node:fs/promises';
import { ImageReceipt, receiptPath } from '@org/ci-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheHits } from '../demo/nx.js';
import { commitAll, changedFiles } from '../world/git.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';

const world = readWorld();
const path = 'service-pnpm';

describe('nx g @org/ci:service in a pnpm workspace', () => {
  let workspace: Sandbox;
  beforeAll(async () => {
    workspace = await createNxWorkspace(world, { name: 'acme', packageManager: 'pnpm', path });
    await addService(workspace, 'billing/orders');
    await commitAll(workspace);
  });
  afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

  it('is known to pnpm, and its files are written for pnpm', async () => {
    const { output } = must(
      await workspace.run('pnpm', ['list', '--recursive', '--depth=-1', '--json']),
      'pnpm list',
    );
    const packages = JSON.parse(output) as { name: string }[];
    expect(packages.map(({ name }) => name)).toContain('billing-orders');
    const dockerfile = await workspace.read('apps/billing/orders/Dockerfile');
    expect(dockerfile).toContain('pnpm install --frozen-lockfile');
    expect(dockerfile).not.toContain('npm ci');
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
    must(await workspace.nx(['run', 'billing-orders:image']), 'nx run billing-orders:image');
    const text = await workspace.read(receiptPath('billing-orders', 'image'));
    const { digest } = ImageReceipt.parse(JSON.parse(text));
    const manifest = `http://${world.registry}/v2/${path}/billing-orders/manifests/${digest}`;
    const accept = 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json';
    const { status, headers } = await fetch(manifest, { method: 'HEAD', headers: { accept } });
    expect(status).toBe(200);
    expect(headers.get('docker-content-digest')).toBe(digest);
  });
});
