import { judgeScan, type Finding, type ScanPolicy } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { lockLineOf } from './lock-line';
import { gateProblems } from './problems';
import { synthScanReceipt } from './receipt';
import { synthSarif } from './sarif';
import { formatScan } from './table';

const policy: ScanPolicy = {
  schema: 1,
  standard: { name: '@acme/standard' },
  gate: { critical: 0, high: 0 },
  waivers: [
    {
      vulnerability: 'CVE-2',
      owner: 'team a',
      reason: 'not reachable',
      expires: '2026-12-31',
      package: 'waived',
    },
  ],
  database: {
    scanner: 'trivy',
    version: '2',
    updatedAt: '2026-01-01T00:00:00.000Z',
    stale: false,
    maxAgeHours: 48,
  },
};
const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  package: 'libc6',
  version: '1',
  severity: 'high',
  source: 'image linux/amd64',
  ...more,
});
const findings = [
  finding('CVE-1', { fixedVersion: '2', title: 'overflow', url: 'https://example.com/CVE-1' }),
  finding('CVE-1', { fixedVersion: '2', source: 'image linux/arm64' }),
  finding('CVE-2', { package: 'waived', severity: 'critical', source: 'lock file' }),
  finding('CVE-3', { severity: 'critical', package: 'left-pad', source: 'lock file' }),
];
const verdict = judgeScan(policy, 'payments', findings);
const places = {
  dockerfile: 'apps/pay ments/Dockerfile',
  lockFile: 'package-lock.json',
  lockLine: (name: string) => (name === 'left-pad' ? 7 : 1),
};

describe('the table', () => {
  const lines = formatScan(policy, verdict, ['image linux/amd64', 'lock file'], ['debian 9 is old']);
  it('counts, lists the worst first, names owner and date of waivers', () => {
    expect(lines).toEqual([
      '1 critical · 1 high · 0 medium · 0 low · 0 unknown in image linux/amd64, lock file',
      '  critical  CVE-3  left-pad 1  no fix yet  lock file',
      '  high      CVE-1  libc6 1     → 2         image linux/amd64',
      '1 waived:',
      '  critical  CVE-2  waived 1  waived by team a until 2026-12-31',
      'note: debian 9 is old',
      'gate: critical ≤ 0, high ≤ 0 · trivy database of 2026-01-01T00:00:00.000Z',
    ]);
  });
  it('stays readable', () => {
    const many = judgeScan(
      policy,
      'payments',
      Array.from({ length: 100 }, (_, at) => finding(`CVE-1${at}`)),
    );
    expect(formatScan(policy, many, [], [])).toHaveLength(28);
  });
});

describe('a closed gate', () => {
  it('gives its reasons and the versions that open it', () => {
    expect(gateProblems('payments', verdict)).toMatchObject([
      { code: 'scan-gate', what: '1 critical found, at most 0 allowed' },
      {
        code: 'scan-gate',
        what: '1 high found, at most 0 allowed',
        fix: expect.stringContaining('libc6 1 → 2') as string,
      },
    ]);
  });
  it('of an old database asks for a new one', () => {
    const old = judgeScan({ ...policy, database: { ...policy.database, stale: true } }, 'payments', []);
    expect(gateProblems('payments', old)).toMatchObject([{ code: 'scanner-database-stale' }]);
  });
  it('tells a stale database by its kind, whatever the words are', () => {
    const worded = { ...verdict, reasons: [{ kind: 'database-stale', what: 'zu alt' }] } as const;
    expect(gateProblems('payments', worded)).toMatchObject([{ code: 'scanner-database-stale' }]);
    const misleading = {
      ...verdict,
      reasons: [{ kind: 'too-many', what: 'a database of findings' }],
    } as const;
    expect(gateProblems('payments', misleading)).toMatchObject([{ code: 'scan-gate' }]);
  });
});

describe('the receipt', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const made = (order: readonly Finding[]): string =>
    JSON.stringify(
      synthScanReceipt(
        { service: 'payments', digest, scanned: ['lock file'], findings: order },
        policy,
        judgeScan(policy, 'payments', order),
      ),
    );
  it('does not depend on the order in which a scanner reports', () => {
    const same = findings.filter(({ source }) => source !== 'image linux/arm64');
    expect(made(same)).toBe(made([...same].reverse()));
  });
});

describe('SARIF', () => {
  const sarif = synthSarif(policy, verdict, places) as {
    runs: [
      { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex: number; ruleId: string }[] },
    ];
  };
  it('has a rule for every result, and a place in the repository', () => {
    const [{ tool, results }] = sarif.runs;
    expect(results).toHaveLength(3);
    for (const { ruleIndex, ruleId } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results[1]).toMatchObject({
      locations: [{ physicalLocation: { region: { startLine: 1 } } }],
      suppressions: [{ kind: 'external', status: 'accepted' }],
    });
    expect(results[0]).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'package-lock.json' }, region: { startLine: 7 } },
        },
      ],
    });
    expect(results[2]).toMatchObject({
      locations: [{ physicalLocation: { artifactLocation: { uri: 'apps/pay%20ments/Dockerfile' } } }],
    });
  });
});

describe('lockLineOf', () => {
  it.each([
    ['{\n  "packages": {\n    "node_modules/left-pad": {', 'left-pad', 3],
    ['{\n    "node_modules/a/node_modules/left-pad": {', 'left-pad', 2],
    ["packages:\n\n  '@scope/a@1.0.0':\n", '@scope/a', 3],
    ['packages:\n\n  left-pad@1.0.0:\n', 'left-pad', 3],
    ['attrs==1\nleft-pad==1.0.0 \\\n    --hash=sha256:0\n', 'left-pad', 2],
    ['{}', 'left-pad', 1],
  ])('%j', (lock, name, line) => {
    expect(lockLineOf(lock)(name)).toBe(line);
  });
});
