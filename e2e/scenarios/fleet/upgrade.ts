import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changedFiles, commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import { runTasks, tasksThat } from '../../world/tasks.js';
import { deployment } from './edits.js';
import { differing, graceOf, runImages, versionsOf } from './facts.js';
import type { Stage } from './stage.js';

/** `nx g @org/ci:upgrade`: a look, one service, the others, and back. */
export function describeUpgrade(stage: () => Stage, edited: () => string): void {
  const upgrade = (...args: string[]) => stage().shop.nx(['g', '@org/ci:upgrade', ...args]);

  it('--dry-run fetches the version and writes nothing', async () => {
    const { platform, shop } = stage();
    await platform.publish('2.1.0');
    const { output } = must(await upgrade('payments', '--to=2.1.0', '--dry-run'), 'upgrade --dry-run');
    expect(output).toMatch(/payments +2\.0\.0 → 2\.1\.0/);
    expect(output).toContain(`UPDATE ${deployment}`);
    expect(output).not.toContain('UPDATE apps/orders');
    expect(await changedFiles(shop)).toEqual([]);
    const fetched = `node_modules/.cache/org-ci/standards/${platform.name}/2.1.0/node_modules`;
    expect(existsSync(join(shop.root, fetched, platform.name))).toBe(true);
    expect(existsSync(join(shop.root, fetched, '@org')), 'what renders is the workspace’s own').toBe(false);
  });

  it('moves the canary, and the others wait', async () => {
    const { shop } = stage();
    await shop.edit('ci.yaml', (text) => `${text}groups:\n  canary: [rates] # nobody would notice\n`);
    must(await upgrade('--group=canary', '--to=2.1.0'), 'upgrade --group=canary');
    expect(await versionsOf(shop)).toMatchObject({ orders: '2.0.0', payments: '2.0.0', rates: '2.1.0' });
    expect([await graceOf(shop, 'rates'), await graceOf(shop, 'orders')]).toEqual([75, 60]);
    const { output } = must(await shop.nx(['sync:check']), 'nx sync:check');
    expect(output).toMatch(/orders\.json: is on \S+ 2\.0\.0, 2\.1\.0 is installed/);
  });

  it('moves the rest, edits and all', async () => {
    const { shop } = stage();
    must(await upgrade(), 'upgrade');
    expect(await versionsOf(shop)).toEqual({
      ci: '2.1.0',
      orders: '2.1.0',
      payments: '2.1.0',
      rates: '2.1.0',
    });
    expect([await graceOf(shop, 'payments'), await graceOf(shop, 'orders')]).toEqual([75, 75]);
    must(await shop.nx(['sync:check']), 'nx sync:check');
    await commitAll(shop, 'Version 2.1');
  });

  it('runs nothing again: the version says the same of images and of what is made before them', async () => {
    const ran = await runTasks(stage().shop, runImages);
    must(ran, 'nx run-many -t build image smoke size');
    expect(tasksThat('ran', ran)).toEqual([]);
    expect(tasksThat('hit', ran).length).toBeGreaterThanOrEqual(12);
  });

  it('goes back to the first version: only what was decided otherwise is not as it was', async () => {
    const { shop } = stage();
    must(await upgrade('--to=1.0.0'), 'upgrade --to=1.0.0');
    expect(await versionsOf(shop)).toEqual({
      ci: '1.0.0',
      orders: '1.0.0',
      payments: '1.0.0',
      rates: '1.0.0',
    });
    must(await shop.nx(['sync:check']), 'nx sync:check');
    expect(await differing(shop, edited())).toEqual([deployment]);
    expect(await graceOf(shop, 'payments')).toBe(20);
  });
}
