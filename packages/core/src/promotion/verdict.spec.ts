import { describe, expect, it } from 'vitest';
import type { ScanReceipt } from '../receipt/scan';
import type { SmokeReceipt } from '../receipt/smoke';
import { promotionVerdict, type PromotionFacts } from './verdict';

const [digest, other] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`];
const now = Date.parse('2026-11-21T12:00:00Z');
const smoke: SmokeReceipt = {
  schema: 1,
  service: 'payments',
  digest,
  pass: true,
  checks: [{ id: 'ready', pass: true, detail: '' }],
  healthyAfterMs: 1,
  stoppedAfterMs: 1,
  memoryBytes: 1,
};
const finding = {
  id: 'CVE-2026-1',
  package: 'left-pad',
  version: '1.0.0',
  severity: 'high',
  source: 'lock file',
} as const;
const waiver = { vulnerability: 'CVE-2026-1', owner: 'team', reason: 'not reachable', expires: '2026-11-21' };
const scan: ScanReceipt = {
  schema: 1,
  service: 'payments',
  digest,
  pass: true,
  policy: {
    schema: 1,
    standard: { name: '@acme/standard', version: '1.0.0' },
    gate: { critical: 0, high: 5 },
    waivers: [],
    database: {
      scanner: 'trivy',
      version: '2',
      updatedAt: '2026-11-21T00:00:00Z',
      stale: false,
      maxAgeHours: 48,
    },
  },
  scanned: ['lock file'],
  findings: [],
  waived: [],
  reasons: [],
};
const facts: PromotionFacts = {
  service: 'payments',
  environments: [{ name: 'test' }, { name: 'staging' }, { name: 'production', production: true }],
  to: 'staging',
  digest,
  upstreamDigest: digest,
  inRegistry: true,
  smoke,
  scan,
  gates: {
    scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 },
    smoke: { healthyWithinSeconds: 60 },
    promotion: { critical: 0, high: 0 },
  },
  databaseMaxAgeHours: 48,
  waivers: [],
  inCi: false,
  now,
};

describe('promotionVerdict', () => {
  it('allows what passed everything and is in the environment before', () => {
    const { allowed, reasons } = promotionVerdict(facts);
    expect(allowed).toBe(true);
    expect(reasons.map(({ gate }) => gate)).toEqual(['order', 'registry', 'smoke', 'scan']);
  });
  it('asks nothing of an environment before the first', () => {
    expect(promotionVerdict({ ...facts, to: 'test', upstreamDigest: undefined }).allowed).toBe(true);
  });
  it('lets production be promoted to from CI', () => {
    expect(promotionVerdict({ ...facts, to: 'production', inCi: true }).allowed).toBe(true);
  });
  it.each<[string, Partial<PromotionFacts>, string, RegExp]>([
    ['an unknown environment', { to: 'prod' }, 'environment', /test, staging, production/],
    [
      'nothing in the environment before',
      { upstreamDigest: undefined },
      'order',
      /nothing was promoted to test/,
    ],
    ['another digest in the environment before', { upstreamDigest: other }, 'order', /has sha256:bbbb/],
    ['a digest that is gone', { inRegistry: false }, 'registry', /does not have/],
    ['no smoke test', { smoke: undefined }, 'smoke', /no smoke test/],
    ['a smoke test of another digest', { smoke: { ...smoke, digest: other } }, 'smoke', /is of sha256:bbbb/],
    [
      'a failed smoke test',
      { smoke: { ...smoke, pass: false, checks: [{ id: 'logs', pass: false, detail: '' }] } },
      'smoke',
      /failed: logs/,
    ],
    ['no scan', { scan: undefined }, 'scan', /no scan/],
    ['a scan of another digest', { scan: { ...scan, digest: other } }, 'scan', /is of sha256:bbbb/],
    [
      'a failed scan',
      { scan: { ...scan, pass: false, reasons: ['1 critical found'] } },
      'scan',
      /1 critical found/,
    ],
    [
      'a finding that the promotion does not allow',
      { scan: { ...scan, findings: [finding] } },
      'scan',
      /1 high found/,
    ],
    ['a scan by a database too old today', { now: now + 40 * 3_600_000 }, 'scan', /older than 48 hours/],
    ['a scan by a database of the future', { now: now - 40 * 3_600_000 }, 'scan', /older than 48 hours/],
    [
      'a waiver that has expired since',
      {
        waivers: [waiver],
        now: now + 86_400_000,
        databaseMaxAgeHours: 999,
        scan: { ...scan, findings: [finding] },
      },
      'scan',
      /1 high found/,
    ],
    [
      'a waived finding whose waiver was taken back',
      { scan: { ...scan, waived: [{ finding, owner: 'team', expires: '2027-01-01' }] } },
      'scan',
      /1 high found/,
    ],
    ['production outside CI', { to: 'production' }, 'ci', /from CI only/],
  ])('refuses %s', (_, more, gate, what) => {
    const { allowed, reasons } = promotionVerdict({ ...facts, ...more });
    expect(allowed).toBe(false);
    expect(reasons.filter(({ ok }) => !ok)).toMatchObject([
      { gate, what: expect.stringMatching(what) as string },
    ]);
  });
  it('takes a waiver that holds today', () => {
    expect(
      promotionVerdict({ ...facts, waivers: [waiver], scan: { ...scan, findings: [finding] } }).allowed,
    ).toBe(true);
  });
  it('says every reason at once', () => {
    const { reasons } = promotionVerdict({
      ...facts,
      smoke: undefined,
      scan: undefined,
      upstreamDigest: other,
    });
    expect(reasons.filter(({ ok }) => !ok)).toHaveLength(3);
  });
});
