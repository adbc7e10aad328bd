import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from './finding';
import { activeWaivers, type ScanPolicy } from './policy';
import { judgeScan } from './scan-verdict';

const policy = (changes: Partial<ScanPolicy> = {}): ScanPolicy => ({
  schema: 1,
  standard: { name: '@org/ci-standard' },
  gate: { critical: 0, high: 5 },
  waivers: [],
  database: {
    scanner: 'trivy',
    version: '2',
    updatedAt: '2026-11-20T00:00:00Z',
    stale: false,
    maxAgeHours: 48,
  },
  ...changes,
});
const finding = (id: string, severity: Severity, changes: Partial<Finding> = {}): Finding => ({
  id,
  package: 'lodash',
  version: '4.17.20',
  severity,
  source: 'lock file',
  ...changes,
});
const waiver = { vulnerability: 'CVE-1', owner: 'team-a', reason: 'not reachable', expires: '2026-12-31' };

describe('judgeScan', () => {
  it('opens without findings', () => {
    expect(judgeScan(policy(), 'payments', [])).toMatchObject({ pass: true, reasons: [] });
  });

  it('reports advisories without a severity, and counts them where the standard says so', () => {
    const findings = [finding('CVE-1', 'unknown'), finding('CVE-2', 'unknown')];
    const reported = judgeScan(policy(), 'payments', findings);
    expect([reported.pass, reported.counts.unknown, reported.counted.length]).toEqual([true, 2, 2]);
    const strict = policy();
    const gated = { ...strict, gate: { ...strict.gate, unknown: 1 } };
    expect(judgeScan(gated, 'payments', findings).reasons).toEqual([
      { kind: 'too-many', what: '2 unknown found, at most 1 allowed' },
    ]);
  });

  it('closes at the first critical and at the sixth high', () => {
    const high = (count: number): Finding[] =>
      Array.from({ length: count }, (_, i) => finding(`CVE-${i}`, 'high'));
    expect(judgeScan(policy(), 'payments', [finding('CVE-1', 'critical')]).reasons).toEqual([
      { kind: 'too-many', what: '1 critical found, at most 0 allowed' },
    ]);
    expect(judgeScan(policy(), 'payments', high(5)).pass).toBe(true);
    expect(judgeScan(policy(), 'payments', high(6)).reasons).toEqual([
      { kind: 'too-many', what: '6 high found, at most 5 allowed' },
    ]);
  });

  it('counts an advisory once however many platforms show it', () => {
    const seen = ['image linux/amd64', 'image linux/arm64', 'lock file'].map((source) =>
      finding('CVE-1', 'high', { source }),
    );
    expect(judgeScan(policy(), 'payments', seen).counts.high).toBe(1);
  });

  it('takes the worst severity that an advisory has anywhere, in whatever order', () => {
    const seen = [finding('CVE-1', 'critical'), finding('CVE-1', 'low', { source: 'image linux/arm64' })];
    for (const findings of [seen, [...seen].reverse()])
      expect(judgeScan(policy(), 'payments', findings).counts).toMatchObject({ critical: 1, low: 0 });
  });

  it.each([
    ['opens for its advisory', {}, true],
    ['holds for its service only', { service: 'orders' }, false],
    ['holds for its package only', { package: 'express' }, false],
    ['holds for this package', { package: 'lodash' }, true],
    ['does not hold for another advisory', { vulnerability: 'CVE-2' }, false],
  ])('a waiver %s', (_what, changes, pass) => {
    const waived = policy({ waivers: [{ ...waiver, ...changes }] });
    expect(judgeScan(waived, 'payments', [finding('CVE-1', 'critical')]).pass).toBe(pass);
  });

  it('a stale database closes the gate, findings or not', () => {
    const stale = policy({ database: { ...policy().database, stale: true } });
    expect(judgeScan(stale, 'payments', [])).toMatchObject({
      pass: false,
      reasons: [{ kind: 'database-stale', what: expect.stringContaining('older than 48 hours') as string }],
    });
  });
});

describe('activeWaivers', () => {
  it.each([
    ['2026-12-30', 1],
    ['2026-12-31', 1],
    ['2027-01-01', 0],
  ])('on %s: %i', (today, count) => {
    expect(activeWaivers([waiver], today)).toHaveLength(count);
  });
});
