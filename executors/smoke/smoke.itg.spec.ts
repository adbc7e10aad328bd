import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatReceipt, ImageReceipt, SmokeReceipt, unwrap } from '@org/ci-core';
import { dockerNetworkCreate, dockerRun, runChecked, runCommand } from '@org/ci-toolchain';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findStack, loadService, loadWorkspace } from '../frame/load';
import type { Task } from '../frame/task';
import { workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { implementation } from './executor';
import { ownerLabel, ownerOf, processLabel } from './names';
import { runSmoke } from './run';
import { applicationFiles, tinyStandard, type Fault } from './testing/application';
import { pushImage } from './testing/image';
import { contextOf, runExecutor } from '../frame/testing/run';

const host = process.env.ORG_CI_REGISTRY ?? '';
const base = process.env.ORG_CI_TEST_BASE ?? 'gcr.io/distroless/nodejs24-debian13:nonroot';
const name = `e-smoke-${process.pid}`;
const roots: string[] = [];

beforeAll(() => {
  if (host === '')
    throw new Error('ORG_CI_REGISTRY names no registry (host:port): the real engine and registry are needed');
});
afterEach(() => Promise.all(roots.splice(0).map((root) => rm(root, { recursive: true, force: true }))));

async function workspace(fault: Fault, database = 'none'): Promise<string> {
  const receipt = await pushImage(host, name, applicationFiles(base, fault));
  const root = await writeFolder({
    ...tinyStandard,
    'package.json': '{}',
    'ci.yaml': workspaceYaml(host),
    [`apps/${name}/service.yaml`]: `name: ${name}\nstack: tiny\nport: 8080\ndatabase: ${database}\n`,
    [`dist/ci/${name}/image.json`]: formatReceipt(receipt),
  });
  roots.push(root);
  return root;
}

const smoke = (root: string, options: object = {}) =>
  runExecutor(implementation, options, contextOf(root, name));
const receiptFile = (root: string): string => path.join(root, `dist/ci/${name}/smoke.json`);

async function leftovers(): Promise<string> {
  const filter = ['--filter', `name=smoke-${name}`, '--format', '{{.ID}}'];
  const containers = await runChecked(runCommand, { tool: 'docker', args: ['ps', '--all', ...filter] });
  const networks = await runChecked(runCommand, { tool: 'docker', args: ['network', 'ls', ...filter] });
  return containers.stdout + networks.stdout;
}

describe('a good image', () => {
  it('passes with its database and migration, and leaves nothing behind but the receipt', async () => {
    const root = await workspace({}, 'postgres');
    const { success, output } = await smoke(root);
    expect(output).toContain('✔ graceful-stop: exit code 0');
    expect(success).toBe(true);
    const receipt = SmokeReceipt.parse(JSON.parse(await readFile(receiptFile(root), 'utf8')));
    expect(receipt.pass).toBe(true);
    expect(receipt.checks.map(({ id }) => id)).toEqual([
      'image-user',
      'process-user',
      'ready',
      'GET /health/live',
      'GET /health/ready',
      'GET /v1/things',
      'GET /metrics',
      'memory',
      'unready-on-sigterm',
      'graceful-stop',
      'logs',
    ]);
    expect(receipt.checks.find(({ id }) => id === 'process-user')?.detail).toBe('processes run as 65532');
    expect(receipt.memoryBytes).toBeGreaterThan(1_000_000);
    expect(receipt.stoppedAfterMs).toBeGreaterThan(100);
    expect(await leftovers()).toBe('');
  });

  it('is only explained by a dry run', async () => {
    const root = await workspace({}, 'postgres');
    const { success, output } = await smoke(root, { dryRun: true });
    expect(success).toBe(true);
    expect(output).toMatch(/docker run --detach .*--read-only --user 65532:65532 --cap-drop ALL/);
    expect(existsSync(receiptFile(root))).toBe(false);
    expect(await leftovers()).toBe('');
  });
});

describe('an image that', () => {
  it.each<[string, Fault, RegExp, string?]>([
    ['runs as root', { user: '0' }, /image-user: the image's user is 0/],
    ['names its user', { user: 'nonroot' }, /image-user: the image's user is nonroot/],
    [
      'ends at once',
      { atStart: 'process.exit(7);' },
      /it ended with exit code 7\n {2}\| .*listening.* \[smoke-ended]/,
    ],
    ['answers 500', { things: 500 }, /GET \/v1\/things: HTTP 500/],
    ['logs an error', { atStart: 'console.log(JSON.stringify({ level: 50, msg: "x" }));' }, /log level 50/],
    [
      'ignores SIGTERM',
      { onTerm: '' },
      /went on answering 2xx[^]*graceful-stop: still running 3 s after SIGTERM/,
    ],
    ['ends badly', { onTerm: 'process.exit(3);' }, /graceful-stop: exit code 3/],
    ['cannot migrate', { migration: 'process.exit(4);' }, /exit code 4\n {2}\| migrated/, 'postgres'],
  ])('%s fails, and leaves nothing', async (_, fault, reason, database) => {
    const root = await workspace(fault, database);
    const { success, output } = await smoke(root);
    expect(output).toMatch(reason);
    expect(success).toBe(false);
    expect(existsSync(receiptFile(root))).toBe(false);
    expect(await leftovers()).toBe('');
  });

  it('is never ready fails when its time is over, with the last answer', async () => {
    const root = await workspace({ ready: 503 });
    const { success, output } = await smoke(root, { healthyWithinSeconds: 2 });
    expect(output).toMatch(
      /not ready within 2 s on port 8080 [^;]*; the last answer was HTTP 503\n {2}\| .*listening/,
    );
    expect(success).toBe(false);
    expect(await leftovers()).toBe('');
  });
});

it('names port and address where the service listens on another port than its manifest says', async () => {
  const root = await workspace({});
  await writeFile(path.join(root, `apps/${name}/service.yaml`), `name: ${name}\nstack: tiny\nport: 8081\n`);
  const { success, output } = await smoke(root, { healthyWithinSeconds: 1 });
  expect(success).toBe(false);
  expect(output).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/health\/ready: .* on port 8081 of its container/);
  expect(output).toContain('on the port that PORT says (8081), or correct port in service.yaml');
});

it('cleans up when it is interrupted, and says so', async () => {
  const root = await workspace({ ready: 503 });
  const loaded = unwrap(await loadWorkspace(root));
  const service = unwrap(await loadService(root, `apps/${name}`));
  const { stack } = unwrap(findStack(loaded.standards, service, '', () => undefined));
  const interruption = new AbortController();
  const progress = (line: string): void => {
    if (line === 'starting the service')
      setTimeout(() => {
        interruption.abort();
      }, 1000);
  };
  const around = { ...loaded, root, progress, say: progress, run: runCommand };
  const task = { ...around, service, stack } as unknown as Task<unknown>;
  const run = runSmoke(
    { ...task, options: { migrateWithinSeconds: 10 }, signal: interruption.signal },
    ImageReceipt.parse(JSON.parse(await readFile(path.join(root, `dist/ci/${name}/image.json`), 'utf8'))),
    { images: {} },
  );
  await expect(run).rejects.toThrow('[interrupted]');
  expect(await leftovers()).toBe('');
});

it('removes what a killed run left, and nothing of a run that is alive', async () => {
  const root = await workspace({});
  const labels = (pid: number) => ({ [ownerLabel]: ownerOf(root, name), [processLabel]: String(pid) });
  const network = `smoke-${name}-dead`;
  // Beyond the largest process id of Linux (PID_MAX_LIMIT, 2^22): nobody has it.
  await runChecked(runCommand, dockerNetworkCreate({ name: network, labels: labels(4_194_305) }));
  const dead = { image: base, name: network, network, detach: true, labels: labels(4_194_305) };
  await runChecked(runCommand, dockerRun({ ...dead, command: ['-e', 'setInterval(() => {}, 1000)'] }));
  const alive = `smoke-${name}-alive`;
  await runChecked(runCommand, dockerNetworkCreate({ name: alive, labels: labels(process.pid) }));
  try {
    const { success, output } = await smoke(root);
    expect(output).toContain('removed 2 leftovers');
    expect(success).toBe(true);
    expect((await leftovers()).trim().split('\n')).toHaveLength(1);
  } finally {
    await runCommand({ tool: 'docker', args: ['network', 'rm', alive] });
  }
});
