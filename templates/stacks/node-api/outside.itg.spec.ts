import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { workspace } from '../../testing/standard';
import { nodeApi } from './index';

/** What a service has installed and the check of the port does not ask. */
function install(folder: string): void {
  const place = join(folder, 'node_modules/get-tsconfig');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'package.json'), '{ "exports": "./index.mjs" }');
  writeFileSync(join(place, 'index.mjs'), 'export const getTsconfig = () => null;\n');
}

/** The scripts of a new service that run outside containers, in a folder of their own. */
function outside(manifest: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'org-ci-outside-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const input = workspace();
  const [placed] = input.services;
  if (!placed) throw new Error('there is no example');
  const seeded = nodeApi.seed({ ...input, ...placed, packageName: 'a' });
  const script = (name: string): string =>
    seeded.find(({ path }) => path === `${placed.directory}/${name}`)?.text ?? '';
  const all = {
    'env.mjs': script('env.mjs'),
    'dev.mjs': script('dev.mjs'),
    'service.yaml': manifest,
    ...files,
  };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  install(folder);
  return folder;
}

async function node(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

describe('the port outside containers', () => {
  const print = ['--import', './env.mjs', '-e', 'console.log(process.env.PORT)'];

  it.each([
    ['of the manifest', {}, {}, '4567'],
    ['of .env before it', { '.env': 'PORT=4568\n' }, {}, '4568'],
    ['of the environment before both', { '.env': 'PORT=4568\n' }, { PORT: '4569' }, '4569'],
  ])('is that %s', async (_what, files, env, port) => {
    const folder = outside('name: a\nport: 4567 # chosen\n', files);
    expect(await node(folder, print, env)).toEqual({ code: 0, output: `${port}\n` });
  });

  it('that another program has is named with the way out, and nothing is started', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => {
      other.close();
    });
    const { port } = other.address() as AddressInfo;
    const folder = outside(`name: a\nport: ${port}\n`);
    const { code, output } = await node(folder, ['dev.mjs'], { NX_TASK_TARGET_PROJECT: 'a' });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^Port ${port} is taken by another program`));
    expect(output).toContain(`PORT=${port + 1} npx nx serve a`);
    expect(output, 'no stack').not.toMatch(/^ +at /m);
  });
});
