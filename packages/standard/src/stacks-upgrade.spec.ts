import { driftFindings } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { standard as base } from './standard';
import type { Change } from './testing/changes';
import { directory, manifestOf, pendingOf, synchronize, type Disk } from './testing/fleet';
import { standardOf } from './testing/versions';

const shop = manifestOf({
  stack: 'vite-spa',
  port: 8080,
  configuration: { apiUrl: { type: 'url', required: true, development: 'http://localhost:8000' } },
  environments: {
    staging: { configuration: { apiUrl: 'https://api.staging.example.com' } },
    production: { configuration: { apiUrl: 'https://api.example.com' } },
  },
});
const api = manifestOf({
  stack: 'django-api',
  port: 8000,
  database: 'postgres',
  broker: 'redis',
  processes: ['worker', 'beat'],
});
const header = (name: string, value: string): string => `add_header ${name} ${value} always;`;

/** What version 2 does to files that the stacks have to themselves. */
const second: Change = {
  data: {
    overrides: [
      { file: 'k8s/base/worker.yaml', op: 'add', at: 'spec.template.spec.hostUsers', value: false },
      {
        file: 'k8s/base/worker.yaml',
        op: 'replace',
        at: 'spec.template.spec.terminationGracePeriodSeconds',
        value: 60,
      },
    ],
  },
  texts: {
    '/nginx.conf': [
      header('X-Frame-Options', 'DENY'),
      `${header('X-Frame-Options', 'DENY')}\n        ${header('X-Acme', 'v2')}`,
    ],
    'nginx.conf': [
      header('Referrer-Policy', 'strict-origin-when-cross-origin'),
      header('Referrer-Policy', 'no-referrer'),
    ],
    'config.json': ['{\n', '{\n  "release": 2,\n'],
    '/contract.ts': ['// Follows', '// Version 2. Follows'],
    Dockerfile: ['python:3.13-slim-trixie', 'python:3.14-slim-trixie'],
  },
};
const versions: readonly Change[] = [{}, second];

const generated = (manifest: string): Disk => {
  const disk: Disk = new Map([[`${directory}/service.yaml`, manifest]]);
  expect(synchronize(disk, standardOf(base, versions, 1), false).problems).toEqual([]);
  return disk;
};
const upgrade = (disk: Disk) => synchronize(disk, standardOf(base, versions, 2), true);
const at = (path: string): string => `${directory}/${path}`;
const read = (disk: Disk, path: string): string => disk.get(at(path)) ?? '';

/** A person's edit; fails where the text to be edited is not there. */
function edit(disk: Disk, path: string, was: string, is: string): void {
  expect(read(disk, path)).toContain(was);
  disk.set(at(path), read(disk, path).replace(was, is));
}
const lineOf = (disk: Disk, path: string, words: string): number =>
  read(disk, path)
    .split('\n')
    .findIndex((line) => line.includes(words)) + 1;

/** What `sync:check` says of a file, before anything is written. */
function checked(disk: Disk, version: number, path: string) {
  const before = new Map(disk);
  const { plans, problems } = synchronize(new Map(disk), standardOf(base, versions, version), version > 1);
  const services = new Map([[directory, 'payments']]);
  const found = driftFindings({ plans, problems, notes: [], services, read: (one) => before.get(one) });
  return found.filter((one) => one.path === at(path)).map(({ code, lines }) => ({ code, lines }));
}

describe('a new version of the standard and edits of the stacks’ own files', () => {
  it('merges the web server’s settings by line, and a configuration by key', () => {
    const disk = generated(shop);
    edit(disk, 'nginx.conf', 'gzip_min_length 1024;', 'gzip_min_length 512;');
    edit(disk, 'nginx.conf', 'server_tokens off;', `server_tokens off;\n    ${header('X-Mine', '1')}`);
    edit(disk, 'config/config.json', 'http://localhost:8000', 'http://localhost:9999');
    expect(pendingOf(upgrade(disk))).toEqual([]);
    const nginx = read(disk, 'nginx.conf');
    for (const words of ['gzip_min_length 512;', header('X-Mine', '1'), header('X-Acme', 'v2')])
      expect(nginx).toContain(words);
    expect(JSON.parse(read(disk, 'config/config.json'))).toEqual({
      release: 2,
      apiUrl: 'http://localhost:9999',
    });
    expect(read(disk, 'src/config/contract.ts')).toMatch(/^\/\/ Version 2\. Follows/);
    expect(upgrade(disk).plans.flatMap(({ writes }) => writes)).toEqual([]);
  });

  it('hardens a worker whose resources were changed, and asks only about what both changed', () => {
    const disk = generated(api);
    const worker = 'k8s/base/worker.yaml';
    edit(disk, worker, 'memory: 512Mi', 'memory: 2Gi');
    edit(disk, worker, 'terminationGracePeriodSeconds: 30', 'terminationGracePeriodSeconds: 45');
    expect(pendingOf(upgrade(disk))).toMatchObject([
      { path: at(worker), kind: 'changed', at: 'spec.template.spec.terminationGracePeriodSeconds' },
    ]);
    const { template } = (parse(read(disk, worker)) as { spec: { template: { spec: object } } }).spec;
    expect(template.spec).toMatchObject({
      hostUsers: false,
      terminationGracePeriodSeconds: 45,
      containers: [{ resources: { limits: { memory: '2Gi' } } }],
    });
    const line = lineOf(disk, worker, 'terminationGracePeriodSeconds');
    expect(checked(disk, 2, worker)).toEqual([{ code: 'pending', lines: [{ start: line, end: line }] }]);
  });

  it('moves the base image of a Dockerfile that got an instruction', () => {
    const disk = generated(api);
    edit(disk, 'Dockerfile', 'AS runtime\n', 'AS runtime\nENV MINE=1\n');
    expect(pendingOf(upgrade(disk))).toEqual([]);
    expect(read(disk, 'Dockerfile')).toContain('ENV MINE=1');
    expect(read(disk, 'Dockerfile')).toContain('python:3.14-slim-trixie');
  });

  it('asks about a line of the web server’s settings that both changed, and loses nothing', () => {
    const disk = generated(shop);
    edit(disk, 'nginx.conf', 'strict-origin-when-cross-origin', 'same-origin');
    const mine = read(disk, 'nginx.conf');
    const [pending, ...others] = pendingOf(upgrade(disk));
    expect(others).toEqual([]);
    expect(pending).toMatchObject({ path: at('nginx.conf'), kind: 'file' });
    expect(pending?.theirs).toContain(header('X-Acme', 'v2'));
    expect(read(disk, 'nginx.conf')).toBe(mine);
    expect(checked(disk, 2, 'nginx.conf').map(({ code }) => code)).toEqual(['pending']);
  });
});

describe('what the check says of the stacks’ own files', () => {
  it('names the line of a managed file that was edited', () => {
    const disk = generated(shop);
    edit(disk, 'src/config/contract.ts', 'valibot', 'zod');
    const line = lineOf(disk, 'src/config/contract.ts', "'zod'");
    expect(checked(disk, 1, 'src/config/contract.ts')).toEqual([
      { code: 'drift', lines: [{ start: line, end: line }] },
    ]);
  });

  it.each([
    [shop, 'nginx.conf', 'sendfile on;', 'sendfile off;'],
    [api, 'k8s/base/worker.yaml', 'memory: 512Mi', 'memory: 2Gi'],
  ])('has nothing against an edit of a merged file: %#', (manifest, path, was, is) => {
    const disk = generated(manifest);
    edit(disk, path, was, is);
    expect(checked(disk, 1, path)).toEqual([]);
  });

  it.each([
    [shop, 'nginx.conf', header('X-Frame-Options', 'DENY')],
    [api, 'k8s/base/worker.yaml', 'terminationGracePeriodSeconds'],
  ])('names the line of a merged file that is behind: %#', (manifest, path, words) => {
    const disk = generated(manifest);
    const line = lineOf(disk, path, words);
    const [found] = checked(disk, 2, path);
    expect(found?.code).toBe('out-of-date');
    expect(found?.lines.some(({ start }) => start === line)).toBe(true);
  });
});
