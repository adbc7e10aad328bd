import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seeded } from './testing/orders';

/** dev.py of a new service, in a folder of its own. It needs nothing but Python. */
function outside(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'org-ci-outside-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const all = { 'dev.py': seeded({})('dev.py'), ...files };
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text);
  return folder;
}

async function dev(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn('python3', ['dev.py', ...args], { cwd, env: { PATH: process.env.PATH, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

describe('the port outside containers', () => {
  const print = ['python3', '-c', 'import os; print(os.environ["PORT"])'];
  const manifest = { 'service.yaml': 'name: a\nport: 4567 # chosen\n' };

  it.each([
    ['of the manifest', {}, {}, '4567'],
    ['of .env before it', { '.env': '# mine\nPORT=4568\n' }, {}, '4568'],
    ['of the environment before both', { '.env': 'PORT=4568\n' }, { PORT: '4569' }, '4569'],
  ])('is that %s', async (_what, files, env, port) => {
    expect(await dev(outside({ ...manifest, ...files }), print, env)).toEqual({
      code: 0,
      output: `${port}\n`,
    });
  });

  it('that another program has is named with the way out, and nothing is started', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => {
      other.close();
    });
    const { port } = other.address() as AddressInfo;
    const folder = outside({ 'service.yaml': `name: a\nport: ${port}\n` });
    const { code, output } = await dev(folder, [], { NX_TASK_TARGET_PROJECT: 'a' });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^Port ${port} is taken by another program`));
    expect(output).toContain(`PORT=${port + 1} npx nx serve a`);
    expect(output, 'no stack').not.toContain('Traceback');
  });
});
