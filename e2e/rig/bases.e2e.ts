import { execa } from 'execa';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';

// What generated Dockerfiles and compose files rely on: true of the real images and of the stand-ins.
const hardened = ['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
const distroless = 'gcr.io/distroless/nodejs24-debian13:nonroot';
const database = `rig-bases-${process.pid}`;

async function run(args: readonly string[]): Promise<{ exitCode: number | undefined; stdout: string }> {
  const { exitCode, stdout } = await execa('docker', ['run', '--rm', ...hardened, ...args], {
    reject: false,
  });
  return { exitCode, stdout };
}

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

describe('postgres', () => {
  afterAll(() => execa('docker', ['rm', '-fv', database], { reject: false }));

  it('makes user and database, read-only and not as root', async () => {
    const env = ['POSTGRES_USER=app', 'POSTGRES_PASSWORD=secret', 'POSTGRES_DB=shop'].flatMap((pair) => [
      '-e',
      pair,
    ]);
    const writable = [
      '--tmpfs',
      '/tmp',
      '--tmpfs',
      '/run/postgresql:uid=999',
      '-v',
      '/var/lib/postgresql/data',
    ];
    await execa('docker', ['run', '-d', '--name', database, ...hardened, '--user', '999:999', ...env, ...writable, 'postgres:17-trixie']); // prettier-ignore
    const query = 'select current_user || current_database()';
    const ask = ['exec', '-e', 'PGPASSWORD=secret', database, 'psql', '-h', '127.0.0.1', '-U', 'app', '-d', 'shop', '-tAc', query]; // prettier-ignore
    for (let i = 0; i < 120; i += 1) {
      const { stdout, exitCode } = await execa('docker', ask, { reject: false });
      if (exitCode === 0) {
        expect(stdout).toBe('appshop');
        return;
      }
      await sleep(500);
    }
    throw new Error((await execa('docker', ['logs', database], { all: true })).all);
  });
});
