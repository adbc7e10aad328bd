import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeWorkspace, type Verdict } from '../judges/judge-workspace.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';

interface Defect {
  readonly judge: string;
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** What the judge calls it. */
  readonly finding: RegExp;
}

/** One mistake for each judge, of a kind that it alone is asked about here. */
const defects: readonly Defect[] = [
  {
    judge: 'buildkit',
    file: 'apps/orders/Dockerfile',
    from: /^USER .*\n/m,
    to: 'ENV API_TOKEN=abc\n$&',
    finding: /apps\/orders\/Dockerfile: SecretsUsedInArgOrEnv/,
  },
  {
    judge: 'hadolint',
    file: 'apps/payments/Dockerfile',
    from: /^USER .*\n/m,
    to: 'RUN apt-get install curl\n$&',
    finding: /apps\/payments\/Dockerfile: \d+ DL3008/,
  },
  {
    judge: 'compose',
    file: 'apps/payments/compose.test.yaml',
    from: 'read_only: true',
    to: 'readonly: true',
    finding: /apps\/payments: .*readonly/s,
  },
  {
    judge: 'actionlint',
    file: '.github/workflows/ci.yml',
    from: /^( +)runs-on: .*$/m,
    to: '$1runs-on: ${{ matrix.nowhere.at }}',
    finding: /workflows\/ci\.yml: \d+ .*nowhere/,
  },
  {
    judge: 'zizmor',
    file: '.github/workflows/security.yml',
    from: 'persist-credentials: false',
    to: 'persist-credentials: true',
    finding: /security\.yml: artipacked/,
  },
  {
    judge: 'kubernetes',
    file: 'apps/orders/k8s/base/deployment.yaml',
    from: 'readOnlyRootFilesystem',
    to: 'readOnlyRoot',
    finding: /apps\/orders\/k8s\/overlays\/staging: Deployment\/orders statusInvalid/,
  },
  {
    judge: 'nginx',
    file: 'apps/shop/nginx.conf',
    from: 'server_tokens off;',
    to: '',
    finding: /apps\/shop\/nginx\.conf: \d+ version_disclosure/,
  },
  {
    judge: 'pre-commit',
    file: '.pre-commit-config.yaml',
    from: /^repos:/m,
    to: 'repositories:',
    finding: /\.pre-commit-config\.yaml: .*repos/s,
  },
  {
    judge: 'yamllint',
    file: 'apps/payments/service.yaml',
    from: /^port: /m,
    to: 'name: twice\nport: ',
    finding: /apps\/payments\/service\.yaml:\d+:\d+: .*duplication/,
  },
];

describe('judges of a generated workspace', () => {
  let workspace: Sandbox;
  let clean: readonly Verdict[];
  let planted: readonly Verdict[];

  beforeAll(async () => {
    workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'judges' });
    await addService(workspace, 'payments', '--skipInstall');
    await addService(workspace, 'orders', '--database=none', '--skipInstall');
    await addService(workspace, 'shop', '--stack=vite-spa', '--skipInstall');
    await addService(
      workspace,
      'ledger',
      '--stack=django-api',
      '--with=worker,beat',
      '--cache=redis',
      '--skipInstall',
    );
    clean = await judgeWorkspace(workspace.root);
    for (const { file, from, to } of defects) await workspace.edit(file, (text) => text.replace(from, to));
    planted = await judgeWorkspace(workspace.root);
  });
  afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

  it('every judge has a defect to find', () => {
    expect(clean.map(({ judge }) => judge).sort()).toEqual(defects.map(({ judge }) => judge).sort());
  });

  it.each(defects.map(({ judge }) => judge))('%s has nothing to say right after generation', (name) => {
    const verdict = clean.find(({ judge }) => judge === name);
    expect(verdict?.findings).toEqual([]);
    expect(verdict?.subjects).toBeGreaterThan(0);
  });

  it.each(defects)('$judge is awake: it finds what is planted in $file', ({ judge, finding }) => {
    const verdict = planted.find((one) => one.judge === judge);
    expect(verdict?.findings.join('\n')).toMatch(finding);
  });
});
