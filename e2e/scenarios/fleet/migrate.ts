import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changedFiles, commitAll, committed } from '../../world/git.js';
import { must } from '../../world/must.js';
import { beside, deployment, edits, removed, windows, workflow } from './edits.js';
import { graceOf, lockOf, services, versionsOf } from './facts.js';
import type { Stage } from './stage.js';
import { newImages } from './versions.js';

const place = 'spec.template.spec.terminationGracePeriodSeconds';
const manifest = (name: string): string => `apps/${name}/service.yaml`;

/** From 1.0.0 to 2.0.0 by `nx migrate`: what is kept, what waits, why. */
export function describeMigrate(stage: () => Stage): void {
  it('is started by nx migrate, which changes package.json and no more', async () => {
    const { migrate, platform, shop } = stage();
    await platform.publish('2.0.0');
    must(await migrate(`${platform.name}@2.0.0`), 'nx migrate');
    expect(await changedFiles(shop)).toEqual(['migrations.json', 'package.json']);
    must(await shop.run('npm', ['install', '--no-audit', '--no-fund']), 'npm install');
    const check = await shop.nx(['sync:check']);
    expect(check.exitCode).not.toBe(0);
    expect(check.output).toContain('npx nx g @org/ci:upgrade');
  });

  it('moves every service and ends with an error that names what waits', async () => {
    const { migrate, shop } = stage();
    const { exitCode, output } = await migrate('--run-migrations');
    expect(exitCode, output).not.toBe(0);
    expect(output).toContain(`npx nx g @org/ci:resolve payments --file=${deployment}`);
    expect(output).toContain('Tell the people on call');
    expect(await versionsOf(shop)).toEqual({
      ci: '2.0.0',
      orders: '2.0.0',
      payments: '2.0.0',
      rates: '2.0.0',
    });
    const waiting = await Promise.all(services.map(async (name) => (await lockOf(shop, name)).pending));
    expect(waiting.flat()).toMatchObject([{ path: deployment, at: place, kind: 'changed' }]);
  });

  it('keeps every edit, and brings what is new', async () => {
    const { shop } = stage();
    for (const { path, text } of edits)
      if (!path.endsWith('service.yaml')) expect(await shop.read(path), path).toContain(text);
    expect(await shop.read(deployment)).toContain('supplementalGroupsPolicy: Strict\n');
    expect(await shop.read(workflow)).toMatch(
      /id: checkout\n[^]*?id: licences\n[^]*?id: node\n[^]*id: audit\n/,
    );
    const crlf = await shop.read(windows);
    expect(crlf.replaceAll('\r\n', '')).not.toContain('\n');
    for (const said of [
      'maxSurge: 3',
      'supplementalGroupsPolicy: Strict',
      'terminationGracePeriodSeconds: 60',
    ])
      expect(crlf).toContain(`${said}\r\n`);
    expect(existsSync(join(shop.root, removed))).toBe(false);
    expect(await shop.read(beside)).toBe('# ours\nkind: CronJob\n');
    for (const path of await changedFiles(shop))
      expect(await shop.read(path), path).not.toMatch(/^(<{7}|>{7})/m);
  });

  it('renames the option, and not another byte of the manifests', async () => {
    const { shop } = stage();
    for (const name of services) {
      const before = await committed(shop, manifest(name));
      expect(await shop.read(manifest(name))).toBe(before.replace('tier:', 'level:').trimEnd() + '\n');
    }
    expect(await shop.read('apps/payments/RUNBOOK.md')).toContain('gold');
  });

  it('starts from the new images, pinned by their digests; not where the Dockerfile is a service’s own', async () => {
    const { shop } = stage();
    const compose = await shop.read('apps/payments/compose.yaml');
    expect(compose.match(/image: postgres:.*/g)).toHaveLength(2);
    expect(compose).not.toMatch(new RegExp(`image: (?!${newImages.postgres}@sha256:[0-9a-f]{64})postgres`));
    const base = new RegExp(`^ARG RUNTIME_IMAGE=${newImages.runtime}@sha256:[0-9a-f]{64}$`, 'm');
    expect(await shop.read('apps/payments/Dockerfile')).toMatch(base);
    expect(await shop.read('apps/orders/Dockerfile')).toMatch(base);
    expect(await shop.read('apps/rates/Dockerfile')).toBe(
      `${await committed(shop, 'apps/rates/Dockerfile')}\n`,
    );
  });

  it('says why, as Markdown and as JSON', async () => {
    const { shop, platform } = stage();
    const report = JSON.parse(await shop.read('dist/ci/upgrade.json')) as object;
    expect(report).toMatchObject({
      services: [
        { service: 'ci', status: 'upgraded', kept: [workflow] },
        { service: 'orders', status: 'upgraded', migrations: ['tier-is-level'] },
        { service: 'payments', status: 'pending', from: '1.0.0', to: '2.0.0', pending: [{ at: place }] },
        { service: 'rates', status: 'upgraded', kept: ['apps/rates/Dockerfile'] },
      ],
    });
    const words = await shop.read('dist/ci/upgrade.md');
    expect(words).toContain(`### ${platform.name} 2.0.0`);
    expect(words).toContain('Groups are strict, licences are checked');
    expect(words).not.toContain('First version');
  });

  it('is settled by resolve, which shows it first', async () => {
    const { shop } = stage();
    const resolve = (...args: string[]) => shop.nx(['g', '@org/ci:resolve', 'payments', ...args]);
    expect((await shop.nx(['sync:check'])).exitCode).not.toBe(0);
    const { output } = must(await resolve(), 'resolve');
    expect(output).toMatch(/- terminationGracePeriodSeconds: 45\n +\+ terminationGracePeriodSeconds: 60\n/);
    expect(await graceOf(shop, 'payments')).toBe(45);
    must(await resolve('--take=theirs'), 'resolve --take=theirs');
    expect(await graceOf(shop, 'payments')).toBe(60);
    must(await shop.nx(['sync:check']), 'nx sync:check');
    await commitAll(shop, 'Version 2');
  });
}
