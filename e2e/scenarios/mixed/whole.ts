import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, type Browser } from '../../world/browser.js';
import { eventually } from '../../world/http.js';
import { must } from '../../world/must.js';
import type { Mixed } from './stage.js';

/** What is started, in the order that everybody's conditions demand, and what a person then sees. */
export function describeWhole(mixed: () => Mixed): void {
  let browser: Browser;
  const address = (path: string): string => `http://localhost:${mixed().ports.shop}${path}`;
  beforeAll(async () => {
    must(await mixed().compose.run('up', '--build', '--wait', '--quiet-pull'), 'docker compose up --wait');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  it('starts database and cache, then the migration, then the API with its processes, then the front end', async () => {
    const all = await mixed().compose.containers();
    const started = (name: string): string => all[name]?.State.StartedAt ?? '';
    expect(all['orders-migrate']?.State).toMatchObject({ Status: 'exited', ExitCode: 0 });
    for (const name of ['orders-postgres', 'orders-redis', 'orders', 'orders-worker', 'orders-beat', 'shop'])
      expect(all[name]?.State, name).toMatchObject({ Status: 'running', Health: { Status: 'healthy' } });
    const finished = all['orders-migrate']?.State.FinishedAt ?? '';
    const order = [started('orders-postgres'), started('orders-migrate'), finished, started('orders'), started('shop')]; // prettier-ignore
    expect(order).toEqual([...order].sort());
    expect(started('orders-worker') > finished && started('orders-beat') > finished).toBe(true);
  });

  it('a note goes from the browser to the database, to a Celery task, and back', async () => {
    const { page, violations, exceptions } = await browser.visit(address('/'));
    await page.getByLabel('New note').fill('five words in a note');
    await page.getByRole('button', { name: 'Add' }).click();
    const item = page.getByRole('listitem').filter({ hasText: 'five words in a note' });
    await item.getByText('5 words').waitFor({ timeout: 30_000 });
    await page.reload({ waitUntil: 'networkidle' });
    await item.getByText('5 words').waitFor();
    await item.getByRole('link').click();
    const { pathname } = new URL(page.url());
    expect(pathname).toMatch(/^\/notes\/./);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.getByText('five words in a note').count(), 'a deep link is a page').toBeGreaterThan(0);
    expect([violations, exceptions]).toEqual([[], []]);
  });

  it('another configuration is another page: nothing is built, nothing is started', async () => {
    const { workspace, compose } = mixed();
    const before = await compose.containers();
    const file = 'apps/shop/config/config.json';
    const original = await workspace.read(file);
    await workspace.write(file, original.replace('"Notes"', '"Our own notes"'));
    const { page, violations } = await browser.visit(address('/'));
    expect(await page.getByText('Our own notes').count()).toBeGreaterThan(0);
    await workspace.write(file, '{ "apiTimeoutMs": "soon" }\n');
    await page.reload({ waitUntil: 'networkidle' });
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toMatch(/apiUrl.*apiTimeoutMs/s);
    await workspace.write(file, original);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.getByLabel('New note').count()).toBe(1);
    expect(violations).toEqual([]);
    const after = await compose.containers();
    expect(after.shop?.State.StartedAt).toBe(before.shop?.State.StartedAt);
  });

  it('another host of the API is another policy: sync and up start the front end anew, and nothing else', async () => {
    const { workspace, compose, ports } = mixed();
    const before = await compose.containers();
    const policy = async (): Promise<string | null> =>
      (await fetch(address('/'))).headers.get('content-security-policy');
    const move = async (from: number, to: number): Promise<void> => {
      const change = (text: string): string => text.replace(`localhost:${from}`, `localhost:${to}`);
      await workspace.edit('apps/shop/service.yaml', change);
      must(await workspace.nx(['sync']), 'nx sync');
      must(await compose.run('up', '--wait'), 'docker compose up');
    };
    await move(ports.orders, 4999);
    expect(await policy()).toContain('http://localhost:4999');
    const after = await compose.containers();
    expect(after.shop?.Id).not.toBe(before.shop?.Id);
    expect(after.shop?.Image).toBe(before.shop?.Image);
    expect(after.orders?.State.StartedAt).toBe(before.orders?.State.StartedAt);
    await move(4999, ports.orders);
    expect(await policy()).toContain(`http://localhost:${ports.orders}`);
  });

  it('serves assets that never change, pages that always may, and headers on all of them', async () => {
    const index = await fetch(address('/notes/some-id'));
    const html = await index.text();
    const [, asset = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(html) ?? [];
    expect(asset).toMatch(/-[\w-]{8,}\.js$/);
    const script = await fetch(address(asset), { headers: { 'accept-encoding': 'gzip' } });
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-encoding')).toBe('gzip');
    expect((await fetch(address('/assets/none-12345678.js'))).status).toBe(404);
    for (const answer of [index, await fetch(address('/config.json'))])
      expect(answer.headers.get('cache-control')).toMatch(/no-store|no-cache/);
    for (const answer of [index, script, await fetch(address('/none.txt'))]) {
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('one that is asked for brings what it depends on', async () => {
    const { compose } = mixed();
    await compose.down();
    must(await compose.run('up', '--wait', 'shop'), 'docker compose up shop');
    const all = await eventually(
      () => compose.containers(),
      (seen) => seen.orders !== undefined,
    );
    expect(Object.keys(all)).not.toContain('orders-beat');
    expect(all.orders?.State.Health?.Status).toBe('healthy');
    await compose.down();
  });
}
