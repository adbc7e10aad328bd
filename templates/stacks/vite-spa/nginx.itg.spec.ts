import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configurationFiles } from './configuration/files';
import { images } from './images';
import { viteSpa } from './index';
import { runtime } from './runtime';
import { inputOf } from './testing/input';

const input = inputOf();
const script = `/* ${'x'.repeat(2000)} */`;
const name = `a-nginx-${process.pid}`;
const docker = (...args: string[]) => execa('docker', args);

let folder: string;
let base: string;

/** What the image has, and what an environment mounts. */
async function writeFiles(): Promise<void> {
  const conf = viteSpa.files?.(input).find((file) => file.path.endsWith('nginx.conf'))?.text ?? '';
  const all: Record<string, string | Buffer> = {
    'nginx.conf': conf,
    'html/index.html': '<!doctype html>the page',
    'html/assets/main-1a2b.js': script,
    'html/assets/main-1a2b.js.gz': gzipSync(script),
  };
  for (const [file, text] of Object.entries(configurationFiles(input, undefined))) all[`spa/${file}`] = text;
  for (const [file, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
}

async function portOf(container: string): Promise<string> {
  const { stdout } = await docker('port', container, '3100/tcp');
  return stdout.split(':').at(-1) ?? '';
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'org-ci-nginx-'));
  await writeFiles();
  const mounts = [
    ['nginx.conf', '/etc/nginx/nginx.conf'],
    ['html', '/app/html'],
    ['spa', '/etc/spa'],
  ].flatMap(([from = '', to = '']) => ['--volume', `${path.join(folder, from)}:${to}:ro`]);
  const [entrypoint = '', ...command] = runtime(input.service).main;
  const confined = ['--read-only', '--cap-drop=ALL', '--user=65532:65532', '--tmpfs=/tmp:noexec'];
  await execa('chmod', ['-R', 'a+rX', folder]);
  await docker('run', '--detach', '--name', name, ...confined, ...mounts, '--publish=127.0.0.1::3100', '--entrypoint', entrypoint, images.runtime, ...command); // prettier-ignore
  base = `http://127.0.0.1:${await portOf(name)}`;
  for (let i = 0; i < 100; i++) {
    if (await fetch(`${base}/health/live`).then(({ ok }) => ok, () => false)) return; // prettier-ignore
    await sleep(100);
  }
  throw new Error((await docker('logs', name)).stderr);
});
afterAll(async () => {
  await docker('rm', '--force', name);
  await rm(folder, { recursive: true });
});

const seen = async (address: string, init?: RequestInit) => {
  const response = await fetch(`${base}${address}`, init);
  const cache = response.headers.get('cache-control');
  return { status: response.status, cache, text: await response.text(), headers: response.headers };
};

const policy = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "manifest-src 'self'"],
  "connect-src 'self' http://localhost:8000",
  ...["form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"],
  ...["require-trusted-types-for 'script'", "trusted-types 'none'"],
];

describe('nginx', () => {
  it.each(['/', '/notes/7', '/deep/er/link'])(
    'answers %s with the page, which nobody keeps',
    async (address) => {
      const { headers, ...rest } = await seen(address);
      expect(rest).toEqual({ status: 200, cache: 'no-store', text: '<!doctype html>the page' });
      expect([headers.get('etag'), headers.get('last-modified')]).toEqual([null, null]);
      const { mtime } = await stat(path.join(folder, 'html/index.html'));
      const known = { 'if-modified-since': mtime.toUTCString() };
      expect(await seen(address, { headers: known })).toMatchObject({ status: 200 });
    },
  );

  it.each(['/assets/main-0000.js', '/assets/none', '/robots.txt'])('has no page for %s', async (address) => {
    expect(await seen(address)).toMatchObject({ status: 404, cache: 'no-store' });
  });

  it('has assets kept, and sends them as they were compressed', async () => {
    const { headers, ...rest } = await seen('/assets/main-1a2b.js');
    expect(rest).toEqual({ status: 200, cache: 'public, max-age=31536000, immutable', text: script });
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(Number(headers.get('content-length'))).toBe(gzipSync(script).length);
  });

  it.each(['/', '/assets/main-1a2b.js', '/config.json', '/health/ready', '/none.js'])(
    'protects %s',
    async (address) => {
      const { headers } = await seen(address);
      expect(headers.get('content-security-policy')?.split('; ')).toEqual(policy);
      for (const [header, value] of Object.entries({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        server: 'nginx',
      }))
        expect(headers.get(header)).toBe(value);
      expect(headers.has('permissions-policy')).toBe(true);
    },
  );

  it('hands out the configuration as it is now, and is not ready without it', async () => {
    const file = path.join(folder, 'spa/config.json');
    await writeFile(file, '{"appTitle":"Changed"}');
    expect(await seen('/config.json')).toMatchObject({ text: '{"appTitle":"Changed"}', cache: 'no-store' });
    await rm(file);
    expect(await seen('/config.json')).toMatchObject({ status: 404 });
    expect(await seen('/health/ready')).toMatchObject({ status: 503 });
    expect(await seen('/health/live')).toMatchObject({ status: 200 });
    await writeFile(file, '{}');
    expect(await seen('/health/ready')).toMatchObject({ status: 200 });
  });

  it('refuses what is no reading', async () => {
    expect(await seen('/', { method: 'POST' })).toMatchObject({ status: 405 });
  });

  it('writes requests as JSON, probes not at all, and no errors', async () => {
    await seen('/notes/7?x="y"', { headers: { 'user-agent': 'a "quoted" name' } });
    const { stdout, stderr } = await docker('logs', name);
    const lines = stdout.split('\n').map((line) => JSON.parse(line) as { url: string; level: string });
    expect(lines.map(({ url }) => url)).toContain('/notes/7?x=%22y%22');
    expect(lines.filter(({ url }) => url.startsWith('/health'))).toEqual([]);
    expect(stderr).toBe('');
  });

  it('is healthy, as its image asks', async () => {
    await docker('exec', name, ...runtime(input.service).healthcheck);
  });

  it.each(['SIGTERM', 'SIGQUIT'])('ends well after %s', async (signal) => {
    await docker('kill', '--signal', signal, name);
    expect((await docker('wait', name)).stdout).toBe('0');
    await docker('start', name);
  });
});
