import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { initGenerator } from '../init/generator';
import { serviceGenerator } from '../service/generator';
import { createWorkspace, type TestWorkspace } from '../testing/workspace';
import { syncGenerator } from './generator';

async function withServices(...names: string[]): Promise<TestWorkspace> {
  const workspace = createWorkspace();
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  for (const name of names) {
    const next = workspace.tree();
    await serviceGenerator(next, { name, stack: 'acme-api' });
    workspace.flush(next);
  }
  return workspace;
}

/** Runs sync, writes its changes; what was said on the way. */
async function sync(workspace: TestWorkspace): Promise<{ details: string[]; warnings: string }> {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  onTestFinished(() => {
    warn.mockRestore();
  });
  const tree = workspace.tree();
  const { outOfSyncDetails } = await syncGenerator(tree);
  workspace.flush(tree);
  return { details: outOfSyncDetails ?? [], warnings: warn.mock.calls.flat().join('\n') };
}

describe('sync', () => {
  it('does nothing where the workspace is not set up, and nothing where all is in sync', async () => {
    expect(await syncGenerator(createWorkspace().tree())).toEqual({});
    expect(await syncGenerator((await withServices('payments')).tree())).toEqual({});
  });

  it('names each file that an edit of the manifest changes', async () => {
    const workspace = await withServices('payments');
    const manifest = workspace.read('apps/payments/service.yaml');
    workspace.write('apps/payments/service.yaml', manifest.replace('3000', '3456'));
    expect((await sync(workspace)).details).toEqual(['apps/payments/Dockerfile is out of date']);
    expect(workspace.read('apps/payments/Dockerfile')).toContain('EXPOSE 3456');
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('reports a malformed manifest and goes on with the others', async () => {
    const workspace = await withServices('orders', 'payments');
    workspace.write('apps/orders/service.yaml', 'name: [');
    workspace.write('apps/payments/Dockerfile.dockerignore', 'edited\n');
    const { details, warnings } = await sync(workspace);
    expect(warnings).toMatch(/apps\/orders\/service\.yaml.*yaml-syntax/);
    expect(warnings).toMatch(/Dockerfile\.dockerignore.*drift/);
    expect(details).toContain('apps/payments/Dockerfile.dockerignore is out of date');
    expect(workspace.read('apps/payments/Dockerfile.dockerignore')).toBe('**\n');
    expect(workspace.read('apps/orders/Dockerfile'), 'nothing of it is removed').toContain('FROM');
    expect(workspace.read('.ci/lock/orders.json')).toContain('Dockerfile');
  });

  it('removes what a removed service left behind, except what was edited', async () => {
    const workspace = await withServices('orders');
    workspace.write('apps/orders/Dockerfile', 'mine\n');
    rmSync(join(workspace.root, 'apps/orders/service.yaml'));
    await sync(workspace);
    expect(workspace.read('apps/orders/Dockerfile')).toBe('mine\n');
    expect(() => workspace.read('apps/orders/Dockerfile.dockerignore')).toThrow('ENOENT');
    expect(() => workspace.read('.ci/lock/orders.json')).toThrow('ENOENT');
  });

  it('follows a renamed service without taking its files for the user’s', async () => {
    const workspace = await withServices('orders');
    const manifest = workspace.read('apps/orders/service.yaml');
    workspace.write('apps/orders/service.yaml', manifest.replace('orders', 'sales').replace('3000', '3111'));
    await sync(workspace);
    expect(workspace.read('apps/orders/Dockerfile')).toContain('EXPOSE 3111');
    expect(() => workspace.read('.ci/lock/orders.json')).toThrow('ENOENT');
    expect(workspace.read('.ci/lock/sales.json')).toContain('apps/orders/Dockerfile');
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('removes nothing beside a manifest that Nx does not see', async () => {
    const workspace = await withServices('orders');
    workspace.write('.gitignore', 'apps/orders\n');
    await sync(workspace);
    expect(workspace.read('apps/orders/Dockerfile')).toContain('FROM');
    expect(workspace.read('.ci/lock/orders.json')).toContain('Dockerfile');
  });

  it('leaves a service alone whose lock is damaged or points outside', async () => {
    const workspace = await withServices('orders');
    const lock = workspace.read('.ci/lock/orders.json');
    workspace.write('.ci/lock/orders.json', lock.replace('apps/orders/Dockerfile"', '../../etc/passwd"'));
    workspace.write('apps/orders/Dockerfile', 'mine\n');
    const { warnings } = await sync(workspace);
    expect(warnings).toContain('.ci/lock/orders.json');
    expect(workspace.read('apps/orders/Dockerfile')).toBe('mine\n');
  });

  it('writes through no symbolic link that leads outside', async () => {
    const workspace = await withServices('orders');
    const outside = mkdtempSync(join(tmpdir(), 'org-ci-outside-'));
    onTestFinished(() => {
      rmSync(outside, { recursive: true, force: true });
    });
    mkdirSync(join(outside, 'orders'));
    rmSync(join(workspace.root, '.github'), { recursive: true });
    rmSync(join(workspace.root, '.ci/lock/_workspace.json'));
    symlinkSync(outside, join(workspace.root, '.github'));
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: [{ code: 'path-outside' }],
    });
  });
});
