import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { formatReceipt } from '@org/ci-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Advisory } from '../../e2e/judges/trivy-db/advisory.js';
import { contextOf, runExecutor } from '../frame/testing/run';
import { workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { implementation as scanPolicy } from '../scan-policy/executor';
import { tinyStandard } from '../smoke/testing/application';
import { receiptOfTag } from '../smoke/testing/image';
import { implementation as scan } from './executor';

const name = 'orders';
const host = process.env.ORG_CI_REGISTRY ?? '';
const [repository = '', tag = ''] = 'gcr.io/distroless/nodejs24-debian13:nonroot'.split(':');

const member = (project: string, folder: string, needs: string, groups = ''): string =>
  `\n[[package]]\nname = "${project}"\nversion = "0.1.0"\nsource = { virtual = "${folder}" }\ndependencies = [\n    { name = "${needs}" },\n]\n${groups}`;
const locked = (project: string, more = ''): string =>
  `\n[[package]]\nname = "${project}"\nversion = "1.0.0"\nsource = { registry = "https://pypi.org/simple" }\n${more}`;

/** webby, which the service names, needs deep; tested is for development; others is another member's. */
const lock = [
  'version = 1\nrequires-python = ">=3.11"\n\n[manifest]\nmembers = [\n    "orders",\n    "bills",\n]\n',
  member('bills', 'apps/bills', 'others'),
  locked('deep'),
  member(
    name,
    `apps/${name}`,
    'webby',
    '\n[package.dev-dependencies]\ndev = [\n    { name = "tested" },\n]\n',
  ),
  locked('others'),
  locked('tested'),
  locked('webby', 'dependencies = [\n    { name = "deep" },\n]\n'),
].join('');

const advisory = (id: string, of: string): Advisory => ({
  id, ecosystem: 'pip', package: of, severity: 'CRITICAL', vulnerable: ['<2.0.0'], patched: ['2.0.0'], title: 'planted',
}); // prettier-ignore

let root: string;
let environment: NodeJS.ProcessEnv;

async function judged(...advisories: Advisory[]): Promise<{ success: boolean; output: string }> {
  const { writeTrivyDatabase } = await import('../../e2e/judges/trivy-db/write.js');
  const updatedAt = new Date();
  const nextUpdate = new Date(updatedAt.getTime() + 86_400_000);
  await writeTrivyDatabase({ dir: path.join(root, 'trivy'), advisories, updatedAt, nextUpdate });
  const policy = await runExecutor(scanPolicy, { skipDatabaseUpdate: true }, contextOf(root, 'ci', '.ci'));
  return policy.success ? runExecutor(scan, {}, contextOf(root, name)) : policy;
}

beforeAll(async () => {
  if (host === '')
    throw new Error('ORG_CI_REGISTRY names no registry (host:port): the real engine and registry are needed');
  const { judge } = await import('../../e2e/judges/judge.js');
  const trivy = path.dirname(await judge('trivy'));
  const python = Object.entries(tinyStandard).map(([file, text]): [string, string] => [
    file,
    text.replace(/id: 'tiny',/, "id: 'tiny', ecosystem: 'python',"),
  ]);
  root = await writeFolder({
    ...Object.fromEntries(python),
    'ci.yaml': workspaceYaml(host),
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["apps/*"]\n',
    'uv.lock': lock,
    [`apps/${name}/service.yaml`]: `name: ${name}\nstack: tiny\nport: 8080\n`,
    [`apps/${name}/pyproject.toml`]: `[project]\nname = "${name}"\nversion = "0.1.0"\n`,
    [`dist/ci/${name}/image.json`]: formatReceipt(await receiptOfTag(host, repository, tag, name)),
  });
  environment = { ...process.env };
  process.env.TRIVY_CACHE_DIR = path.join(root, 'trivy');
  process.env.PATH = `${trivy}:${process.env.PATH ?? ''}`;
});
afterAll(async () => {
  process.env = environment;
  await rm(root, { recursive: true, force: true });
});

const read = (file: string): Promise<string> => readFile(path.join(root, `dist/ci/${name}`, file), 'utf8');

it('the gate is closed by what a package of a service in Python needs, with its line in uv.lock', async () => {
  const { success, output } = await judged(advisory('CVE-2099-0001', 'deep'));
  expect(output).toMatch(/CVE-2099-0001 {2}deep 1\.0\.0 .*→ 2\.0\.0 .*lock file/);
  expect(success).toBe(false);
  const sarif = await read('scan.sarif');
  expect(sarif).toContain('uv.lock');
  const line = lock.split('\n').indexOf('name = "deep"') + 1;
  expect(sarif).toMatch(new RegExp(`"startLine": ?${line}\\b`));
});

it('the gate does not mind tools of development, nor packages of another service', async () => {
  const { success, output } = await judged(
    advisory('CVE-2099-0002', 'tested'),
    advisory('CVE-2099-0003', 'others'),
  );
  expect(output).toContain('0 critical');
  expect(success).toBe(true);
  const sbom = await read('sbom.cdx.json');
  for (const purl of ['pkg:pypi/webby@1.0.0', 'pkg:pypi/deep@1.0.0']) expect(sbom).toContain(purl);
  for (const purl of ['tested', 'others', 'bills']) expect(sbom).not.toContain(purl);
});
