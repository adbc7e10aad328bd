import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { ImageReceipt } from '@org/ci-core';
import { runCommand } from '@org/ci-toolchain';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { captureOutput, type Output } from '../frame/testing/output';
import { contextOf } from '../frame/testing/run';
import { standardFiles, workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { implementation } from './executor';

const host = process.env.ORG_CI_REGISTRY ?? '';
const base = process.env.ORG_CI_TEST_BASE ?? 'gcr.io/distroless/nodejs24-debian13:nonroot';
const name = `d-damage-${process.pid}`;
const lock = {
  lockfileVersion: 3,
  packages: { '': {}, 'apps/api': {}, 'node_modules/api': { resolved: 'apps/api', link: true } },
};

const roots: string[] = [];
async function workspace(registry: string): Promise<string> {
  const root = await writeFolder({
    ...standardFiles,
    'package.json': '{"private":true,"workspaces":["apps/*"]}',
    'package-lock.json': JSON.stringify(lock),
    'ci.yaml': workspaceYaml(registry),
    'apps/api/service.yaml': `name: ${name}\nstack: node-api\nport: 3000\n`,
    'apps/api/package.json': '{"name":"api"}',
    'apps/api/src/main.mjs': `console.log("${registry}");\n`,
    'apps/api/Dockerfile': `FROM ${base}\nCOPY --link apps/api/src /app\n`,
  });
  roots.push(root);
  return root;
}

const context = (root: string) => contextOf(root, 'api');

let output: Output;
beforeAll(() => {
  if (host === '') throw new Error('ORG_CI_REGISTRY names no registry (host:port)');
  output = captureOutput();
});
afterEach(() => {
  output.clear();
});
afterAll(async () => {
  output.restore();
  await Promise.all(roots.map((root) => rm(root, { recursive: true, force: true })));
});

/** Changes a byte in the middle of the largest blobs that services share. */
async function damage(root: string): Promise<number> {
  const pool = path.join(root, 'node_modules/.cache/org-ci/.blobs');
  const blobs = await readdir(pool);
  for (const blob of blobs) {
    const file = await open(path.join(pool, blob), 'r+');
    const middle = Math.floor((await stat(path.join(pool, blob))).size / 2);
    await file.write(Buffer.from([1, 2, 3, 4]), 0, 4, middle);
    await file.close();
  }
  return blobs.length;
}

const receipt = async (root: string) =>
  ImageReceipt.parse(JSON.parse(await readFile(path.join(root, `dist/ci/${name}/image.json`), 'utf8')));

it('damaged blobs are not pushed: they are built again, and the digest is the same', async () => {
  const root = await workspace(host);
  expect(await implementation({}, context(root))).toEqual({ success: true });
  const { digest } = await receipt(root);
  expect(await damage(root)).toBeGreaterThan(0);
  // another registry path has none of it, so that everything is read
  output.clear();
  const elsewhere = { registry: `${host}/elsewhere-${process.pid}` };
  const result = await implementation(elsewhere, context(root));
  expect(output.text()).toContain('damaged blobs');
  expect(result).toEqual({ success: true });
  expect((await receipt(root)).digest).toBe(digest);
  expect(await damage(root)).toBeGreaterThan(0);
  const dest = { output: 'oci', dest: 'out/oci' };
  expect(await implementation(dest, context(root))).toEqual({ success: true });
  const sums = await runCommand({
    tool: 'sha256sum',
    args: await readdir(path.join(root, 'out/oci/blobs/sha256')),
    cwd: path.join(root, 'out/oci/blobs/sha256'),
  });
  for (const line of sums.stdout.trim().split('\n')) expect(line).toMatch(/^([0-9a-f]{64}) {2}\1$/);
});

/** A registry that takes uploads and never confirms one. */
async function startSwallower(): Promise<{ server: Server; host: string; puts: () => number }> {
  let puts = 0;
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    if (incoming.method === 'PUT') puts += 1;
    else if (incoming.method === 'POST')
      outgoing.writeHead(202, { location: `${incoming.url ?? ''}1` }).end();
    else outgoing.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}`, puts: () => puts };
}

it('an interruption during a push ends it at once', async () => {
  const { server, host: swallower, puts } = await startSwallower();
  const root = await workspace(swallower);
  const work = implementation({}, context(root));
  await vi.waitFor(
    () => {
      expect(puts()).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 20 },
  );
  const start = Date.now();
  process.listeners('SIGINT').at(-1)?.('SIGINT');
  expect(await work).toEqual({ success: false });
  expect(Date.now() - start).toBeLessThan(1000);
  expect(output.text()).toContain('[interrupted]');
  server.closeAllConnections();
  server.close();
});
