import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Service } from '@org/ci-core';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workspace } from '../../testing/standard';
import { nodeService } from './index';

const application = { main: 'server.js' };
const service = Service.parse({
  name: 'a',
  stack: 'node-service',
  port: 3000,
  database: 'postgres',
  application,
});
const dockerfile = nodeService.dockerfile({
  ...workspace(),
  service,
  directory: 'apps/a',
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'org-ci-'));
  const script = /&& (printf '%s\\n' [^]*?) > \/database\/database\.cjs$/m.exec(dockerfile)?.[1] ?? '';
  const { stdout } = await execa('sh', ['-c', script]);
  await writeFile(path.join(folder, 'database.cjs'), stdout);
  await writeFile(path.join(folder, 'password'), 'p@ss/w:rd\n');
});
afterAll(() => rm(folder, { recursive: true }));

async function seen(more: Readonly<Record<string, string>>): Promise<unknown> {
  const print = 'console.log(JSON.stringify([process.env.PGPASSWORD, process.env.DATABASE_URL]))';
  const env = { PGHOST: 'postgres', PGPORT: '5432', PGDATABASE: 'a', PGUSER: 'u', ...more };
  const { stdout } = await execa('node', ['--require', path.join(folder, 'database.cjs'), '-e', print], { env, extendEnv: false }); // prettier-ignore
  return JSON.parse(stdout);
}

it('puts the password where drivers look, and in a URL with all of it', async () => {
  const PGPASSWORD_FILE = path.join(folder, 'password');
  expect(await seen({ PGPASSWORD_FILE })).toEqual([
    'p@ss/w:rd',
    'postgresql://u:p%40ss%2Fw%3Ard@postgres:5432/a',
  ]);
});

it('leaves what somebody has set, and does nothing where there is no file', async () => {
  const PGPASSWORD_FILE = path.join(folder, 'password');
  expect(await seen({ PGPASSWORD_FILE, PGPASSWORD: 'x', DATABASE_URL: 'y' })).toEqual(['x', 'y']);
  expect(await seen({})).toEqual([null, null]);
});
