import { execa } from 'execa';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';

// What generated Dockerfiles and compose files rely on: true of the real images and of the stand-ins.
const hardened = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
const distroless = 'gcr.io/distroless/nodejs24-debian13:nonroot';
const container = (name: string) => `rig-bases-${name}-${process.pid}`;

async function run(args: readonly string[]): Promise<{ exitCode: number | undefined; stdout: string }> {
  const { exitCode, stdout } = await execa('docker', ['run', '--rm', ...hardened, ...args], {
    reject: false,
  });
  return { exitCode, stdout };
}

/** Starts a service hardened, and asks inside until it answers with exit code 0; its containers' logs otherwise. */
async function ask(name: string, start: readonly string[], question: readonly string[]): Promise<string> {
  await execa('docker', ['run', '-d', '--name', container(name), ...hardened, ...start]);
  try {
    for (let i = 0; i < 120; i += 1) {
      const { stdout, exitCode } = await execa('docker', ['exec', container(name), ...question], { reject: false }); // prettier-ignore
      if (exitCode === 0) return stdout;
      await sleep(500);
    }
    throw new Error((await execa('docker', ['logs', container(name)], { all: true })).all);
  } finally {
    await execa('docker', ['rm', '-fv', container(name)]);
  }
}

const request = (port: number, text: string) => ['bash', '-c', `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${text}' >&3; cat <&3`]; // prettier-ignore

describe('node', () => {
  it('runs Node 24 and npm for any user', async () => {
    const script = 'node -p process.version && npm --version';
    const { stdout } = await run([
      '--user',
      '1000',
      '--tmpfs',
      '/home/node',
      'node:24-trixie-slim',
      'sh',
      '-c',
      script,
    ]);
    expect(stdout).toMatch(/^v24\.\d+\.\d+\n\d+\.\d+\.\d+$/);
  });
});

describe('apt', () => {
  it.each(['debian:trixie-slim', 'node:24-trixie-slim', 'python:3.13-slim-trixie'])(
    'can install into %s: no package lacks another',
    async (image) => {
      const { exitCode } = await execa('docker', ['run', '--rm', image, 'apt-get', 'check'], { reject: false }); // prettier-ignore
      expect(exitCode).toBe(0);
    },
  );
});

describe('distroless', () => {
  it('runs node as user 65532 from its entrypoint', async () => {
    expect((await run([distroless, '-p', 'process.version.slice(0, 4) + process.getuid()'])).stdout).toBe(
      'v24.65532',
    );
  });

  it('has no shell', async () => {
    expect((await run(['--entrypoint', '/bin/sh', distroless, '-c', 'true'])).exitCode).toBe(127);
  });
});

describe.each([
  ['17', '/var/lib/postgresql/data'],
  ['18', '/var/lib/postgresql'],
])('postgres %s', (major, volume) => {
  it('makes user and database, read-only and not as root', async () => {
    const env = ['POSTGRES_USER=app', 'POSTGRES_PASSWORD=secret', 'POSTGRES_DB=shop'].flatMap((pair) => ['-e', pair]); // prettier-ignore
    const writable = ['--tmpfs', '/tmp', '--tmpfs', '/run/postgresql:uid=999', '-v', volume];
    const start = ['--user', '999:999', ...env, ...writable, `postgres:${major}-trixie`];
    const query = "select current_user || current_database() || current_setting('server_version')";
    const psql = ['env', 'PGPASSWORD=secret', 'psql', '-h', '127.0.0.1', '-U', 'app', '-d', 'shop', '-tAc', query]; // prettier-ignore
    expect(await ask(`postgres${major}`, start, psql)).toMatch(new RegExp(`^appshop${major}\\.`));
  });
});

describe('python', () => {
  const image = 'python:3.13-slim-trixie';

  it('is laid out as upstream installs it', async () => {
    const script = 'import sys, site, sysconfig; print(sys.prefix, site.getsitepackages(), sysconfig.get_path("purelib"))'; // prettier-ignore
    const folder = '/usr/local/lib/python3.13/site-packages';
    const { stdout } = await run(['--user', '65532', image, 'python', '-I', '-c', script]);
    expect(stdout).toBe(`/usr/local ['${folder}'] ${folder}`);
  });

  it('has what compiled modules of the standard library need', async () => {
    const script = 'import bz2, ctypes, curses, decimal, lzma, readline, sqlite3, ssl, uuid, zlib, zoneinfo; print(1)'; // prettier-ignore
    expect((await run([image, 'python3', '-c', script])).stdout).toBe('1');
  });

  it('has pip, and environments that have it', async () => {
    const script = 'pip --version && python -m venv /tmp/env && /tmp/env/bin/pip --version';
    const { stdout } = await run(['--user', '65532', '--tmpfs', '/tmp:exec', image, 'sh', '-c', script]);
    expect(stdout).toMatch(/^pip .* from \/usr\/local\/lib.*\npip .* from \/tmp\/env\/lib/);
  });
});

describe('nginx', () => {
  const image = 'nginxinc/nginx-unprivileged:1.30-trixie';

  it('serves as user 101 with a read-only root', async () => {
    const answer = await ask(
      'nginx',
      ['--tmpfs', '/tmp', image],
      request(8080, 'GET / HTTP/1.0\\r\\n\\r\\n'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\nServer: nginx\/1\.30/);
  });

  it('serves what is compressed beforehand', async () => {
    const { stdout } = await run(['--tmpfs', '/tmp', image, 'sh', '-c', 'id -u && nginx -V 2>&1']);
    expect(stdout).toMatch(/^101\n[^]*--with-http_gzip_static_module/);
  });
});

describe.each(['8-trixie', '7-bookworm'])('redis %s', (tag) => {
  it('takes options, and connections of others where they know the password', async () => {
    const start = ['--user', '999:999', '--tmpfs', '/data:uid=999', `redis:${tag}`, '--requirepass', 'secret']; // prettier-ignore
    const question = ['sh', '-c', 'redis-cli ping && redis-cli -a secret --no-auth-warning info server | grep redis_version && redis-cli -a secret --no-auth-warning config get protected-mode']; // prettier-ignore
    expect(await ask(`redis${tag}`, start, question)).toMatch(
      new RegExp(`^NOAUTH[^]*redis_version:${tag.slice(0, 1)}\\.[^]*protected-mode\\nno$`),
    );
  });
});

describe('memcached', () => {
  it('answers, and runs as user 11211', async () => {
    const question = ['bash', '-c', `id -u; ${request(11211, 'version\\r\\nquit\\r\\n')[2] ?? ''}`];
    expect(await ask('memcached', ['memcached:1.6-trixie', '-m', '16'], question)).toMatch(
      /^11211\nVERSION 1\.6\./,
    );
  });
});

describe('rabbitmq', () => {
  it('makes the user that the environment names', async () => {
    const env = ['-e', 'RABBITMQ_DEFAULT_USER=app', '-e', 'RABBITMQ_DEFAULT_PASS=secret'];
    const start = ['--user', '999:999', ...env, '--tmpfs', '/tmp', '-v', '/var/lib/rabbitmq', 'rabbitmq:4.0'];
    const question = ['sh', '-c', 'rabbitmq-diagnostics -q check_port_connectivity && rabbitmqctl -q authenticate_user app secret']; // prettier-ignore
    expect(await ask('rabbitmq', start, question)).toContain('Success');
  });
});
