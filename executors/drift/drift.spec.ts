import { rm, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { DriftReport, formatLock, type Lock } from '@org/ci-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../frame/sha256';
import { runExecutor } from '../frame/testing/run';
import { workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { implementation } from './executor';
import { paintFor } from './paint';

/** A standard that manages one file of a service, and merges another. */
const standard = `exports.standard = {
  name: '@acme/standard', version: '1.2.3', environments: [], rules: { pinMaxAgeDays: 30 },
  pins: { images: {}, actions: {}, hooks: {}, tools: {} },
  gates: { scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 }, smoke: { healthyWithinSeconds: 60 } },
  stacks: [{ id: 'node-api', images: {} }],
  artefacts: [{ id: 'a', scope: 'service', render: ({ directory, service }) => [
    { path: directory + '/managed.yaml', text: 'port: ' + service.port + '\\na: 1\\nb: 2\\n', ownership: 'managed' },
    { path: directory + '/Dockerfile', text: 'FROM x\\n', ownership: 'merged' },
  ] }],
};`;
const managed = 'port: 3000\na: 1\nb: 2\n';
const manifest = 'name: payments\nstack: node-api\nport: 3000\n';
const lockOf = (files: Lock['files']): string =>
  formatLock({ schema: 1, standard: { name: '@acme/standard', version: '1.2.3' }, files, pending: [] });
let root: string;

const put = (file: string, text: string): Promise<void> => writeFile(path.join(root, file), text);
const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const context = (): ExecutorContext =>
  ({
    root,
    projectName: 'ci',
    targetName: 'drift',
    projectGraph: {
      nodes: {
        ci: { name: 'ci', data: { root: '.ci' } },
        payments: { name: 'payments', data: { root: 'apps/payments' } },
        lib: { name: 'lib', data: { root: 'libs/lib' } },
      },
      dependencies: {},
    },
  }) as unknown as ExecutorContext;
const run = (options: object = {}) => runExecutor(implementation, options, context());
const report = async (): Promise<DriftReport> =>
  DriftReport.parse(JSON.parse(await read('dist/ci/drift.json')));

beforeEach(async () => {
  root = await writeFolder({
    'package.json': '{}',
    'node_modules/@acme/standard/package.json':
      '{"name":"@acme/standard","version":"1.2.3","main":"index.js"}',
    'node_modules/@acme/standard/index.js': standard,
    'ci.yaml': workspaceYaml('r.example.com'),
    'apps/payments/service.yaml': manifest,
    'apps/payments/managed.yaml': managed,
    'apps/payments/Dockerfile': 'FROM x\n',
    '.ci/base/apps/payments/Dockerfile.base': 'FROM x\n',
    '.ci/lock/_workspace.json': lockOf({}),
    '.ci/lock/payments.json': lockOf({
      'apps/payments/Dockerfile': { ownership: 'merged', hash: sha256('FROM x\n'), mode: '644' },
      'apps/payments/managed.yaml': { ownership: 'managed', hash: sha256(managed), mode: '644' },
    }),
  });
});
afterEach(() => rm(root, { recursive: true }));

describe('drift', () => {
  it('has nothing to say of a workspace in sync', async () => {
    const { success, output } = await run();
    expect(output).toBe('✔ nothing has drifted\n');
    expect(success).toBe(true);
    expect(await report()).toMatchObject({ open: 0, notes: 0, findings: [] });
  });

  it('fails on what sync would change, names the lines, and writes JSON and SARIF', async () => {
    await put('apps/payments/managed.yaml', 'port: 3000\na: 1\nb: 3\n');
    const { success, output } = await run({ diff: true });
    expect(success).toBe(false);
    expect(output).toContain('apps/payments/managed.yaml');
    expect(output).toContain('[drift-open]');
    expect(output).toContain('-b: 3\n      +b: 2');
    expect((await report()).findings).toMatchObject([{ code: 'drift', open: true, service: 'payments', line: 3 }]);
    const sarif = JSON.parse(await read('dist/ci/drift.sarif')) as { runs: { results: object[] }[] };
    expect(JSON.stringify(sarif.runs[0]?.results)).toContain('apps/payments/managed.yaml');
  }); // prettier-ignore

  it('shows a dead override at its line, an expired waiver and an old pin at theirs', async () => {
    const override = 'overrides:\n  - { file: managed.yaml, op: remove, at: none }\n';
    await put('apps/payments/service.yaml', `${manifest}${override}`);
    const waiver = '{ vulnerability: CVE-2026-1, owner: team a, reason: not reachable, expires: 2020-03-01 }';
    const misspelt = waiver.replace('2020', '2999').replace('{', '{ service: paymnets,');
    await put('ci.yaml', workspaceYaml('r.example.com', `waivers:\n  - ${waiver}\n  - ${misspelt}\n`));
    const digest = `sha256:${'0'.repeat(64)}`;
    await put('.ci/pins.json', JSON.stringify({ images: { 'x:1': digest }, resolved: { [`x:1@${digest}`]: '2020-01-01' } }, null, 2)); // prettier-ignore
    await run();
    const { findings } = await report();
    const at = (code: string) => findings.flatMap((one) => (one.code === code ? [`${one.path}:${one.line}`] : [])); // prettier-ignore
    expect(at('override-dead')).toEqual(['apps/payments/service.yaml:5']);
    expect(at('waiver-expired')).toEqual(['ci.yaml:8']);
    expect(at('waiver-unknown')).toEqual(['ci.yaml:9']);
    expect(at('pin-old')).toEqual(['.ci/pins.json:3']);
  });

  it('prints what was asked for, and writes where it was asked to; a dry run writes nothing', async () => {
    const { output } = await run({ format: 'json', output: 'reports' });
    expect(output).toContain('"schema": 1');
    expect(JSON.parse(await read('reports/drift.json'))).toHaveProperty('findings');
    await run({ dryRun: true, output: 'none' });
    await expect(read('none/drift.json')).rejects.toThrow();
    expect((await run({ format: 'xml' })).output).toContain('--format');
  });

  it('goes on with the others where a manifest cannot be read', async () => {
    await put('apps/payments/service.yaml', 'name: Payments\n');
    const { success } = await run();
    expect(success).toBe(false);
    const { findings } = await report();
    expect(findings.some(({ code, path: file }) => code === 'service-manifest' && file === 'apps/payments/service.yaml')).toBe(true);
  }); // prettier-ignore
});

it.each<[NodeJS.ProcessEnv, boolean, boolean]>([
  [{}, false, false],
  [{}, true, true],
  [{ FORCE_COLOR: 'true' }, false, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ NO_COLOR: '1' }, true, false],
])('%j on a terminal (%s): in colours %s', (env, isTTY, isColoured) => {
  expect(paintFor({ env, stdout: { isTTY } }).bold('x') !== 'x').toBe(isColoured);
});
