import { chmod, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { parseWorkspace, unwrap } from '@org/ci-core';
import { listTags } from '@org/ci-oci';
import { runCommand } from '@org/ci-toolchain';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { sessionOf } from './session';

/** A registry that asks for a login. */
const server = createServer((_, response) => {
  response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
});
let host: string;
let folder: string;

beforeEach(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const begun = '#!/bin/sh\necho $$ > "$DOCKER_CONFIG/pid"\nexec sleep 20\n';
  folder = await writeFolder({ 'config.json': '{"credsStore":"slow"}', 'docker-credential-slow': begun });
  await chmod(path.join(folder, 'docker-credential-slow'), 0o755);
  vi.stubEnv('DOCKER_CONFIG', folder);
  vi.stubEnv('PATH', `${folder}:${process.env.PATH ?? ''}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
  server.close();
});

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('a credential helper that waits for somebody ends with the run', async () => {
  const controller = new AbortController();
  const workspace = unwrap(parseWorkspace(workspaceYaml(host), 'ci.yaml'));
  const { registry } = await sessionOf({ run: runCommand, workspace, signal: controller.signal });
  const tags = listTags(registry, { host, repository: 'api' });
  const pid = await vi.waitUntil(
    async () => Number(await readFile(path.join(folder, 'pid'), 'utf8').catch(() => '')) || undefined,
    5000,
  );
  expect(isRunning(pid)).toBe(true);
  controller.abort();
  await expect(tags).rejects.toThrow();
  await vi.waitUntil(() => !isRunning(pid), 5000);
}, 20_000);
