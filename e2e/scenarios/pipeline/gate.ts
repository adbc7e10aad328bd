import { expect, it } from 'vitest';
import { receipt } from '../../demo/receipts.js';
import { must } from '../../world/must.js';
import { editCi } from '../../world/pipeline.js';
import { bundledAdvisory as advisory } from '../../world/scanner.js';
import { runTasks, tasksThat } from '../../world/tasks.js';
import { services, type Stage } from './stage.js';

const day = 86_400_000;
const date = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10);

const scanAll = ['run-many', '-t', 'scan'];

export function describeGate(stage: () => Stage): void {
  const receiptOf = <K extends 'image' | 'smoke' | 'size' | 'scan'>(service: string, kind: K) =>
    receipt({ workspace: stage().workspace, service }, kind);
  const scan = () => runTasks(stage().workspace, scanAll);
  const waive = (expires: string) =>
    editCi(stage().workspace, (ci) => {
      const owner = 'payments team';
      ci.set('waivers', [{ vulnerability: advisory.id, owner, reason: 'is not reachable', expires }]);
    });

  it('leave receipts of the image’s digest', async () => {
    must(await runTasks(stage().workspace, ['run-many', '-t', 'smoke', 'size', 'scan']), 'the checks');
    for (const service of services) {
      const { digest, platforms } = await receiptOf(service, 'image');
      const smoke = await receiptOf(service, 'smoke');
      expect(smoke).toMatchObject({ digest, pass: true });
      expect(smoke.checks.filter(({ pass }) => !pass)).toEqual([]);
      expect(smoke.healthyAfterMs).toBeGreaterThan(0);
      expect(smoke.memoryBytes).toBeGreaterThan(1e6);
      const size = await receiptOf(service, 'size');
      expect(size).toMatchObject({ digest, pass: true });
      expect(size.overBaseBytes).toBeLessThan(size.budgetBytes);
      expect(size.totalBytes).toBe(platforms[0]?.size);
      const scanned = await receiptOf(service, 'scan');
      expect(scanned).toMatchObject({ digest, pass: true, findings: [] });
      expect(scanned.scanned.join()).toBe('image linux/amd64,lock file');
    }
  });

  it('scan is a hit while digest, policy and database are the same', async () => {
    const again = await scan();
    expect(tasksThat('hit', again, ':scan')).toEqual(['payments:scan', 'rates:scan']);
  });

  it('a newer database is no hit; the same one is', async () => {
    await stage().scanner.write([], new Date(Date.now() - 60_000));
    expect(tasksThat('ran', await scan(), ':scan')).toEqual(['payments:scan', 'rates:scan']);
    expect(tasksThat('hit', await scan(), ':scan')).toEqual(['payments:scan', 'rates:scan']);
  });

  it('an advisory on a dependency that only the lock file shows closes the gate', async () => {
    await stage().scanner.write([advisory]);
    const closed = await scan();
    expect(closed.exitCode).not.toBe(0);
    expect(tasksThat('failed', closed, ':scan')).toEqual(['payments:scan', 'rates:scan']);
    expect(closed.output).toContain(advisory.id);
    expect(closed.output).toContain('1 critical found, at most 0 allowed');
    const publish = await stage().run('rates:publish', '--exclude-task-dependencies');
    expect(publish.exitCode).not.toBe(0);
    expect(publish.output).toContain('scan');
  });

  it('a waiver opens it, its last day closes it again', async () => {
    await waive(date(1));
    must(await scan(), 'the waived scan');
    const { pass, waived } = await receiptOf('rates', 'scan');
    expect(pass).toBe(true);
    expect(waived).toMatchObject([{ finding: { id: advisory.id, package: 'fastify' } }]);
    await waive(date(-1));
    const closed = await scan();
    expect(closed.exitCode).not.toBe(0);
    expect(tasksThat('failed', closed, ':scan')).toEqual(['payments:scan', 'rates:scan']);
    must(await stage().workspace.run('git', ['checkout', '--quiet', 'ci.yaml']), 'git checkout');
  });

  it('a database that is too old judges nothing', async () => {
    await stage().scanner.write([], new Date(Date.now() - 30 * day));
    const stale = await scan();
    expect(stale.exitCode).not.toBe(0);
    expect(stale.output).toContain('scanner-database-stale');
  });

  it('no database is an error that says what to do; a mirror of ci.yaml brings one', async () => {
    await stage().scanner.forget();
    const missing = await scan();
    expect(missing.exitCode).not.toBe(0);
    expect(missing.output).toContain('scanner-database-missing');
    expect(missing.output).toContain('scanner: { database:');
    await stage().scanner.write([]);
    await stage().scanner.mirror(`${stage().registry}-advisories`);
    await stage().scanner.forget();
    must(await scan(), 'the scan with the mirror’s database');
    expect(await receiptOf('rates', 'scan')).toMatchObject({ pass: true });
  });
}
