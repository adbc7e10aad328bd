import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sync, withServices } from '../testing/services';
import { createWorkspace } from '../testing/workspace';
import { syncGenerator } from './generator';

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

  it.each([
    ['malformed', (text: string) => `${text}: [`, 'yaml-syntax'],
    ['of an unknown stack', (text: string) => text.replace('acme-api', 'acme-apy'), 'stack-unknown'],
    [
      'with an unknown environment',
      (text: string) => `${text}environments: { prod: {} }\n`,
      'environment-unknown',
    ],
    [
      'with the name of another project',
      (text: string) => text.replace('orders', 'money'),
      'service-name-taken',
    ],
  ])('fails while a manifest is %s, and touches nothing', async (_what, change, code) => {
    const workspace = await withServices('orders', 'payments');
    workspace.write('packages/money/package.json', '{ "name": "money" }');
    workspace.write('apps/orders/service.yaml', change(workspace.read('apps/orders/service.yaml')));
    const tree = workspace.tree();
    await expect(syncGenerator(tree)).rejects.toMatchObject({ problems: [{ code }] });
    expect(tree.listChanges()).toEqual([]);
  });

  it('takes the root and packages of no workspaces glob for no projects', async () => {
    const workspace = await withServices('acme', 'payments');
    const root = JSON.parse(workspace.read('package.json')) as object;
    workspace.write('package.json', JSON.stringify({ ...root, name: 'acme' }));
    workspace.write('tools/x/fixtures/payments/package.json', '{ "name": "payments" }');
    expect(await syncGenerator(workspace.tree())).toEqual({});
    workspace.write('package.json', JSON.stringify({ ...root, name: 'acme', nx: {} }));
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: [{ code: 'service-name-taken' }],
    });
  });

  it('fails where the installed standard is not the one that ci.yaml asks for', async () => {
    const workspace = await withServices('orders');
    workspace.write('ci.yaml', workspace.read('ci.yaml').replace('^1.2.3', '^2.0.0'));
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: [{ code: 'standard-version', where: 'ci.yaml › standard.version' }],
    });
    workspace.write('ci.yaml', workspace.read('ci.yaml').replace('^2.0.0', '~1.2.0'));
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('is out of sync while a place waits for a person, and says it at every run', async () => {
    const path = 'apps/orders/Dockerfile';
    const workspace = await withServices('orders');
    workspace.write(path, 'FROM scratch\nENV PORT=9999\nEXPOSE 3000\n');
    const manifest = workspace.read('apps/orders/service.yaml');
    workspace.write('apps/orders/service.yaml', manifest.replace('3000', '3456'));
    for (let run = 0; run < 2; run += 1) {
      const { failure } = await sync(workspace);
      expect(failure).toContain(`${path}: was changed by you, and so was what service.yaml`);
      expect(failure).toContain(`npx nx g @org/ci:resolve orders --file=${path}`);
    }
    expect(workspace.read(path)).toBe('FROM scratch\nENV PORT=9999\nEXPOSE 3456\n');
    expect(workspace.read('.ci/lock/orders.json')).toContain('3456');
    workspace.write(path, 'FROM scratch\nENV PORT=3456\nEXPOSE 3456\n');
    expect((await sync(workspace)).failure).toBe('');
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('reports a malformed manifest and goes on with the others', async () => {
    const workspace = await withServices('orders', 'payments');
    workspace.write('apps/orders/service.yaml', 'name: [');
    workspace.write('apps/payments/Dockerfile.dockerignore', 'edited\n');
    const { details, message, failure } = await sync(workspace);
    expect(failure).toMatch(/apps\/orders\/service\.yaml.*yaml-syntax/);
    expect(message).toMatch(/Dockerfile\.dockerignore.*drift/);
    expect(details).toContain('apps/payments/Dockerfile.dockerignore is out of date');
    expect(workspace.read('apps/payments/Dockerfile.dockerignore')).toBe('**\n');
    const aside = 'dist/ci/replaced/apps/payments/Dockerfile.dockerignore';
    expect(message).toContain(aside);
    expect(workspace.read(aside), 'it may be in no commit yet').toBe('edited\n');
    expect(workspace.read('apps/orders/Dockerfile'), 'nothing of it is removed').toContain('FROM');
    expect(workspace.read('.ci/lock/orders.json')).toContain('Dockerfile');
    expect(workspace.read('.github/workflows/ci.yml'), 'it is not forgotten').toContain('orders');
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
    workspace.write('apps/orders/package.json', '{ "name": "orders", "nx": { "name": "sales" } }');
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
    expect((await sync(workspace)).failure).toContain('.ci/lock/orders.json');
    expect(workspace.read('apps/orders/Dockerfile')).toBe('mine\n');
  });

  it('is out of sync when a waiver’s last day is over, or a pin is too old', async () => {
    const workspace = await withServices('orders');
    const waiver = '{ vulnerability: CVE-2026-1, owner: team a, reason: not reachable, expires: 2020-03-01 }';
    const misspelt = waiver.replace('2020', '2999').replace('{', '{ service: oders,');
    workspace.write('ci.yaml', `${workspace.read('ci.yaml')}waivers:\n  - ${waiver}\n  - ${misspelt}\n`);
    const digest = `sha256:${'0'.repeat(64)}`;
    const pins = { images: { 'x:1': digest }, resolved: { [`x:1@${digest}`]: '2020-01-01' } };
    workspace.write('.ci/pins.json', JSON.stringify(pins));
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: [{ code: 'waiver-expired' }, { code: 'waiver-unknown' }, { code: 'pin-old' }],
    });
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
    rmSync(join(workspace.root, '.ci/base/.github'), { recursive: true });
    symlinkSync(outside, join(workspace.root, '.github'));
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ code: 'path-outside' })]) as object,
    });
    expect(readdirSync(outside)).toEqual(['orders']);
  });
});
