import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatReceipt, ScanReceipt } from '@org/ci-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Advisory } from '../../e2e/judges/trivy-db/advisory.js';
import { workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { implementation as scanPolicy } from '../scan-policy/executor';
import { tinyStandard } from '../smoke/testing/application';
import { receiptOfTag } from '../smoke/testing/image';
import { contextOf, runExecutor } from '../frame/testing/run';
import { implementation as scan } from './executor';
import {
  bundledFiles,
  graph,
  inBase,
  inDevelopment,
  inLock,
  inRoot,
  inRootTests,
  inSource,
  name,
} from './testing/bundled';

const host = process.env.ORG_CI_REGISTRY ?? '';
/** Any image with Debian packages will do. */
const [repository = '', tag = ''] = 'gcr.io/distroless/nodejs24-debian13:nonroot'.split(':');
const day = 86_400_000;

let root: string;
let environment: NodeJS.ProcessEnv;

/** The judges are ES modules. */
const write = async (advisories: readonly Advisory[], updatedAt = new Date()): Promise<void> => {
  const { writeTrivyDatabase } = await import('../../e2e/judges/trivy-db/write.js');
  const nextUpdate = new Date(updatedAt.getTime() + day);
  await writeTrivyDatabase({ dir: path.join(root, 'trivy'), advisories, updatedAt, nextUpdate });
};
const ci = (more: string): Promise<void> => writeFile(path.join(root, 'ci.yaml'), workspaceYaml(host, more));
const policy = (options: object = { skipDatabaseUpdate: true }) =>
  runExecutor(scanPolicy, options, contextOf(root, 'ci', '.ci'));
const scanned = () => runExecutor(scan, {}, { ...contextOf(root, name), projectGraph: graph });
const judged = async () => {
  const written = await policy();
  return written.success ? scanned() : written;
};
const file = (kind: string): string => path.join(root, `dist/ci/${name}/${kind}`);
const read = (kind: string): Promise<string> => readFile(file(kind), 'utf8');

beforeAll(async () => {
  if (host === '')
    throw new Error('ORG_CI_REGISTRY names no registry (host:port): the real engine and registry are needed');
  const { judge } = await import('../../e2e/judges/judge.js');
  const trivy = path.dirname(await judge('trivy'));
  root = await writeFolder({
    ...tinyStandard,
    ...bundledFiles,
    'ci.yaml': workspaceYaml(host),
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
beforeEach(async () => {
  await ci('');
  await write([]);
});

describe('the gate', () => {
  it('is open where nothing is known, and the same scan leaves the same bytes', async () => {
    const { success, output } = await judged();
    expect(output).toContain('0 critical · 0 high · 0 medium · 0 low · 0 unknown in image linux/amd64');
    expect(success).toBe(true);
    const receipt = ScanReceipt.parse(JSON.parse(await read('scan.json')));
    expect(receipt.pass).toBe(true);
    expect(receipt.scanned.at(-1)).toBe('lock file');
    const kinds = ['scan.json', 'scan.sarif', 'scan-report.json', 'sbom.cdx.json'];
    const before = await Promise.all(kinds.map(read));
    expect(before[3]).toContain('"pkg:npm/bundled@1.0.0"');
    expect(before[3]).not.toContain('tested');
    expect((await scanned()).success).toBe(true);
    expect(await Promise.all(kinds.map(read))).toEqual(before);
  });

  it.each([
    ['a package of the base', inBase, /critical {2}CVE-2099-0001 {2}libc6 .*→ 99-1 .*image linux/],
    [
      'a bundled package that only the lock file shows',
      inLock,
      /CVE-2099-0002 {2}bundled 1\.0\.0 .*lock file/,
    ],
    ['a package of the root that a library imports', inRoot, /CVE-2099-0004 {2}rooted 1\.0\.0 .*lock file/],
    ['what the source imports as a tool', inSource, /CVE-2099-0006 {2}misplaced 1\.0\.0 .*lock file/],
  ])('is closed by %s', async (_, advisory, line) => {
    await write([advisory]);
    const { success, output } = await judged();
    expect(output).toMatch(line);
    expect(output).toContain('1 critical found, at most 0 allowed [scan-gate]');
    expect(success).toBe(false);
    expect(existsSync(file('scan.json'))).toBe(false);
    expect(JSON.parse(await read('scan-report.json'))).toMatchObject({ pass: false });
    expect(await read('scan.sarif')).toContain(advisory.id);
  });

  it.each([
    { TRIVY_IGNORE_STATUS: 'fixed', TRIVY_SEVERITY: 'LOW' },
    { TRIVY_SKIP_DIRS: '/var', TRIVY_SKIP_FILES: '**/package-lock.json' },
    { TRIVY_PKG_TYPES: 'library', TRIVY_PKG_RELATIONSHIPS: 'root', TRIVY_DISTRO: 'debian/9' },
  ])('is not opened by %j', async (narrowed) => {
    await write([inBase, inLock]);
    const before = { ...process.env };
    Object.assign(process.env, narrowed);
    try {
      expect((await judged()).output).toContain('2 critical found');
    } finally {
      process.env = before;
    }
  });

  it('does not mind what is only used in development', async () => {
    await write([inDevelopment, inRootTests]);
    expect((await judged()).success).toBe(true);
  });

  it('is opened by a waiver, and closed again when its last day has passed', async () => {
    await write([inLock]);
    const waiver = (expires: number): string =>
      `waivers:\n  - vulnerability: ${inLock.id}\n    owner: team payments\n    reason: not reachable from outside\n` +
      `    expires: ${new Date(expires).toISOString().slice(0, 10)}\n`;
    await ci(waiver(Date.now()));
    const open = await judged();
    expect(open.output).toMatch(/1 waived:\n.*CVE-2099-0002 .*waived by team payments until \d{4}-/);
    expect(open.success).toBe(true);
    expect(await read('scan.sarif')).toContain('"suppressions"');
    await ci(waiver(Date.now() - day));
    expect(await judged()).toMatchObject({ success: false });
    expect(existsSync(file('scan.json'))).toBe(false);
  });
});

describe('the database', () => {
  it('that is too old closes the gate', async () => {
    await write([], new Date(Date.now() - 3 * day));
    const { success, output } = await judged();
    expect(output).toMatch(/is older than 48 hours \[scanner-database-stale]/);
    expect(success).toBe(false);
  });

  it('that is missing leaves no policy', async () => {
    await rm(path.join(root, 'trivy'), { recursive: true });
    const { success, output } = await policy();
    expect(output).toContain('[scanner-database-missing]');
    expect(output).toContain('scanner: { database: public.ecr.aws/aquasecurity/trivy-db }');
    expect(success).toBe(false);
    expect(existsSync(path.join(root, 'dist/ci/policy.json'))).toBe(false);
    expect((await scanned()).output).toContain('[receipt-missing]');
  });

  it('that is not the policy’s judges nothing', async () => {
    await policy();
    await write([], new Date(Date.now() - 60_000));
    expect(await scanned()).toMatchObject({
      success: false,
      output: expect.stringContaining('[scanner-database-changed]') as string,
    });
  });

  it('comes from the mirror of ci.yaml', async () => {
    const { pushTrivyDatabase } = await import('../../e2e/judges/trivy-db/mirror.js');
    await write([inLock]);
    const mirror = await pushTrivyDatabase({ db: path.join(root, 'trivy/db'), registry: host, name: 'e-itg/trivy-db' }); // prettier-ignore
    await rm(path.join(root, 'trivy'), { recursive: true });
    await ci(`scanner:\n  database: ${mirror.replace(/:2$/, '')}\n`);
    expect(await policy({})).toMatchObject({ success: true });
    expect(await scanned()).toMatchObject({
      success: false,
      output: expect.stringContaining('CVE-2099-0002') as string,
    });
  });
});

describe('a scanner that', () => {
  /** A program of that name in front of the real one; `real` is that. */
  async function instead(script: string): Promise<{ success: boolean; output: string }> {
    await policy();
    const bin = path.join(root, 'bin');
    await mkdir(bin, { recursive: true });
    const real = (process.env.PATH ?? '').split(':')[0] ?? '';
    const body = `#!/bin/bash\nreal=${real}/trivy\n[ "$1" = version ] && exec "$real" "$@"\n${script}\n`;
    await writeFile(path.join(bin, 'trivy'), body);
    await chmod(path.join(bin, 'trivy'), 0o755);
    const before = process.env.PATH;
    process.env.PATH = `${bin}:${before ?? ''}`;
    try {
      return await scanned();
    } finally {
      process.env.PATH = before;
    }
  }

  const output = 'while [ "$1" != --output ]; do shift; done';
  it.each([
    ['crashes', 'echo segmentation fault >&2; exit 139', 'segmentation fault [tool-failed]'],
    ['writes no report', 'exit 0', 'left no report [scanner-output]'],
    ['writes something else', `${output}; echo hello > "$2"`, 'is not JSON [scanner-output]'],
    ['writes an empty report', `${output}; echo '{"SchemaVersion":2}' > "$2"`, '[scanner-output]'],
    [
      'scans another platform',
      '"$real" "$@" || exit 1\n[ "$1" = image ] || exit 0\n' +
        `${output}; sed -i 's/"architecture": "[a-z0-9]*"/"architecture": "mips"/' "$2"`,
      'the report is on linux/mips [scanner-output]',
    ],
  ])('%s fails the scan', async (_, script, reason) => {
    await writeFile(file('scan.json'), '{}');
    await writeFile(file('scan.sarif'), '{}');
    const { success, output: said } = await instead(script);
    expect(said).toContain(reason);
    expect(success).toBe(false);
    for (const kind of ['scan.json', 'scan.sarif', 'scan-report.json'])
      expect(existsSync(file(kind))).toBe(false);
  });
});
