import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changedFiles, commitAll } from '../world/git.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';

const manifest = 'apps/payments/service.yaml';
const deployment = 'apps/payments/k8s/base/deployment.yaml';
const managed = 'apps/payments/Dockerfile.dockerignore';
let workspace: Sandbox;

beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'service' });
  await addService(workspace, 'payments', '--skip-install');
  must(await workspace.nx(['sync']), 'nx sync');
  await commitAll(workspace);
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

interface Report {
  readonly open: number;
  readonly findings: { code: string; path: string; line: number; diff?: string }[];
}
const drift = async (...options: string[]) => {
  const { exitCode, output } = await workspace.nx(['run', 'ci:drift', ...options]);
  const report = JSON.parse(await workspace.read('dist/ci/drift.json')) as Report;
  return { exitCode, output, report };
};

describe('nx run ci:drift', () => {
  it('has nothing to say of a fresh workspace', async () => {
    const { exitCode, output, report } = await drift();
    expect(exitCode, output).toBe(0);
    expect(output).toContain('nothing has drifted');
    expect(report.open).toBe(0);
  });

  it('finds what was planted, at its line, and sync takes it back', async () => {
    await workspace.edit(managed, (text) => `# planted\n${text}`);
    const { exitCode, output, report } = await drift('--diff');
    expect(exitCode).not.toBe(0);
    expect(report.findings).toMatchObject([{ code: 'drift', path: managed, line: 1 }]);
    expect(output).toContain('-# planted');
    const sarif = await workspace.read('dist/ci/drift.sarif');
    expect(JSON.parse(sarif)).toMatchObject({ runs: [{ results: [{ ruleId: 'drift' }] }] });
    must(await workspace.nx(['sync']), 'nx sync');
    expect((await drift()).exitCode).toBe(0);
    expect(await changedFiles(workspace)).toEqual([]);
  });
});

describe('overrides', () => {
  const override = (at: string) =>
    `overrides:\n  - file: k8s/base/deployment.yaml\n    op: add\n    at: ${at}\n    value: 30\n    reason: slow starts\n`;

  it('change what is generated and no other line of it', async () => {
    const before = await workspace.read(deployment);
    await workspace.edit(manifest, (text) => `${text}${override('spec.minReadySeconds')}`);
    must(await workspace.nx(['sync']), 'nx sync');
    expect((await workspace.read(deployment)).replace('  minReadySeconds: 30\n', '')).toBe(before);
    await commitAll(workspace);
  });

  it('that match nothing fail sync:check, and are shown at their line', async () => {
    await workspace.edit(manifest, (text) => text.replace('spec.minReadySeconds', 'spek.minReadySeconds'));
    const check = await workspace.nx(['sync:check']);
    expect(check.exitCode).not.toBe(0);
    expect(check.output).toContain('did you mean spec?');
    const { report } = await drift();
    const lines = (await workspace.read(manifest)).split('\n');
    const found = report.findings.find(({ code }) => code === 'override-dead');
    expect(lines[(found?.line ?? 0) - 1]).toContain('file: k8s/base/deployment.yaml');
    await workspace.edit(manifest, (text) => text.replace('spek.', 'spec.'));
    must(await workspace.nx(['sync']), 'nx sync');
    expect(await changedFiles(workspace)).toEqual([]);
  });
});

describe('nx g @org/ci:own', () => {
  const own = (...options: string[]) => workspace.nx(['g', '@org/ci:own', 'payments', ...options]);

  it('says all that is wrong with its options', async () => {
    const { exitCode, output } = await own('--file=Dockerfle', '--owner=service');
    expect(exitCode).not.toBe(0);
    for (const said of ['did you mean Dockerfile?', 'options › reason']) expect(output).toContain(said);
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('takes a managed file out of the standard’s hands, and back without losing what is in it', async () => {
    must(
      await own(
        '--file=Dockerfile.dockerignore',
        '--owner=service',
        '--reason=has more',
        '--until=2099-12-31',
      ),
      'nx g @org/ci:own',
    );
    await workspace.edit(managed, (text) => `${text}# ours\n`);
    must(await workspace.nx(['sync']), 'nx sync');
    expect(await workspace.read(managed)).toMatch(/# ours\n$/);
    const { exitCode, output } = await drift();
    expect(exitCode, output).toBe(0);
    expect(output).toContain('has more until 2099-12-31');
    must(await own('--file=Dockerfile.dockerignore', '--owner=standard'), 'nx g @org/ci:own');
    expect(await workspace.read(managed)).toMatch(/# ours\n$/);
    expect((await drift()).report.findings).toMatchObject([{ code: 'managed-now', path: managed }]);
  });
});
