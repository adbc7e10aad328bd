import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatReceipt, policyPath, unwrap } from '@org/ci-core';
import { scannerOf } from '@org/ci-toolchain';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadWorkspace } from '../frame/load';
import { standardFiles, workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { synthPolicy } from './policy';
import { isPolicyOfToday } from './standing';

const waiver =
  'waivers:\n  - { vulnerability: CVE-2026-1, owner: team a, reason: not reachable, expires: 2026-03-01 }\n';
const made = '2026-03-01T20:00:00Z';
const evening = new Date('2026-03-01T21:00:00Z');
const scanner = scannerOf('trivy');
if (!scanner) throw new Error('there is trivy');

let root: string;
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
};
const metadata = (at: string, version = 2): Promise<void> =>
  write(
    'cache/db/metadata.json',
    JSON.stringify({ Version: version, UpdatedAt: at, DownloadedAt: '2030-01-01T00:00:00Z' }),
  );
const asked = async (now = evening): Promise<boolean> => {
  const environment = { variables: { TRIVY_CACHE_DIR: path.join(root, 'cache') }, platform: 'linux' as const, home: root };
  return isPolicyOfToday({ ...unwrap(await loadWorkspace(root)), root }, scanner, environment, now);
}; // prettier-ignore

beforeEach(async () => {
  root = await writeFolder({ ...standardFiles, 'ci.yaml': workspaceYaml('r.example.com', waiver) });
  await metadata(made);
  const loaded = unwrap(await loadWorkspace(root));
  const database = { version: '2', updatedAt: new Date(made).toISOString() };
  await write(policyPath, formatReceipt(synthPolicy({ ...loaded, scanner: 'trivy' }, database, evening)));
});
afterEach(() => rm(root, { recursive: true }));

it('stands where nothing changed', async () => {
  expect(await asked()).toBe(true);
});

it('does not after the last day of a waiver', async () => {
  expect(await asked(new Date('2026-03-02T00:00:00Z'))).toBe(false);
});

it('does not when the database is due to be asked for', async () => {
  expect(await asked(new Date('2026-03-02T08:01:00Z'))).toBe(false);
});

it('does not while the database is older than the policy allows: a newer one may be there by now', async () => {
  const ci = workspaceYaml('r.example.com', 'scanner:\n  maxAgeHours: 1\n');
  await write('ci.yaml', ci);
  const late = new Date('2026-03-01T21:30:00Z');
  const loaded = unwrap(await loadWorkspace(root));
  const database = { version: '2', updatedAt: new Date(made).toISOString() };
  await write(policyPath, formatReceipt(synthPolicy({ ...loaded, scanner: 'trivy' }, database, late)));
  expect(await asked(late)).toBe(false);
});

it.each([
  ['a newer one', () => metadata('2026-03-01T20:30:00Z')],
  ['another schema', () => metadata(made, 3)],
])('does not with another database: %s', async (_, change) => {
  await change();
  expect(await asked()).toBe(false);
});

it('does not with another policy of the workspace', async () => {
  await write('ci.yaml', workspaceYaml('r.example.com'));
  expect(await asked()).toBe(false);
});

it('throws what is missing', async () => {
  await rm(path.join(root, 'cache'), { recursive: true });
  await expect(asked()).rejects.toThrow('metadata.json');
});
