import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../rig/os/ports.js';
import { startRegistry, stopRegistry } from '../../rig/registry/registry.js';
import { judge } from '../judge.js';
import type { Advisory } from './advisory.js';
import { pushTrivyDatabase } from './mirror.js';
import { writeTrivyDatabase } from './write.js';

const advisories: readonly Advisory[] = [
  { id: 'CVE-2021-23337', ecosystem: 'npm', package: 'lodash', severity: 'HIGH', vulnerable: ['<4.17.21'], patched: ['4.17.21'] }, // prettier-ignore
  { id: 'CVE-2099-0001', ecosystem: 'pip', package: 'flask', severity: 'CRITICAL', vulnerable: ['<3'], patched: ['3.0.0'] }, // prettier-ignore
  {
    id: 'CVE-2099-0002',
    ecosystem: 'debian',
    release: '13',
    package: 'zlib',
    severity: 'LOW',
    fixed: '1:9.9-1',
  },
];
const updatedAt = new Date('2030-01-01T00:00:00Z');
const nextUpdate = new Date('2030-01-02T00:00:00Z');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-trivy-db-'));
  await write('app/package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/lodash': { version: '4.17.20' } } })); // prettier-ignore
  await write('app/requirements.txt', 'flask==2.0.0\n');
  await write('clean/package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/lodash': { version: '4.17.21' } } })); // prettier-ignore
  await write('root/etc/os-release', 'ID=debian\nVERSION_ID="13"\n');
  await write('root/etc/debian_version', '13.1\n');
  await write('root/var/lib/dpkg/status', 'Package: zlib1g\nStatus: install ok installed\nSource: zlib\nArchitecture: amd64\nVersion: 1:1.3-1\n'); // prettier-ignore
  await writeTrivyDatabase({ dir: join(folder, 'cache'), advisories, updatedAt, nextUpdate });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

async function scan(
  command: 'fs' | 'rootfs',
  target: string,
  database: readonly string[],
): Promise<[number | undefined, string[]]> {
  const args = [command, ...database, '--offline-scan', '--skip-version-check', '--skip-java-db-update'];
  const output = ['--scanners', 'vuln', '--exit-code', '3', '-f', 'json', join(folder, target)];
  const { exitCode, stdout } = await execa(await judge('trivy'), [...args, ...output], { reject: false });
  return [
    exitCode,
    [...stdout.matchAll(/"VulnerabilityID": "([^"]+)"/g)].map((match) => match[1] ?? '').sort(),
  ];
}

const local = () => ['--cache-dir', join(folder, 'cache'), '--skip-db-update'];

it('finds what was planted for npm, pip and Debian, and nothing else', async () => {
  expect(await scan('fs', 'app', local())).toEqual([3, ['CVE-2021-23337', 'CVE-2099-0001']]);
  expect(await scan('rootfs', 'root', local())).toEqual([3, ['CVE-2099-0002']]);
  expect(await scan('fs', 'clean', local())).toEqual([0, []]);
});

it('says when it was made and when it ends', async () => {
  const metadata = JSON.parse(await readFile(join(folder, 'cache/db/metadata.json'), 'utf8')) as object;
  expect(metadata).toEqual({
    Version: 2,
    UpdatedAt: updatedAt.toISOString(),
    NextUpdate: nextUpdate.toISOString(),
    DownloadedAt: updatedAt.toISOString(),
  });
});

it('replaces the database before it', async () => {
  const dir = join(folder, 'replaced');
  await writeTrivyDatabase({ dir, advisories, updatedAt, nextUpdate });
  await writeTrivyDatabase({ dir, advisories: advisories.slice(1), updatedAt, nextUpdate });
  expect(await scan('fs', 'app', ['--cache-dir', dir, '--skip-db-update'])).toEqual([3, ['CVE-2099-0001']]);
});

it('is read from a registry, as companies mirror it', async () => {
  const state = join(folder, 'registry');
  await mkdir(state);
  const port = await freePort(25500);
  await startRegistry(state, port);
  try {
    const mirror = await pushTrivyDatabase({ db: join(folder, 'cache/db'), registry: `127.0.0.1:${port}` });
    const options = ['--cache-dir', join(folder, 'fresh'), '--db-repository', mirror, '--insecure'];
    expect(await scan('fs', 'app', options)).toEqual([3, ['CVE-2021-23337', 'CVE-2099-0001']]);
  } finally {
    await stopRegistry(state);
  }
});
