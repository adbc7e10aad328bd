import type { ScanReceipt } from '../../receipt/scan';
import type { SmokeReceipt } from '../../receipt/smoke';
import type { EnvironmentState, PromotionFacts } from '../facts';

export const [digest, other] = [`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`] as const;
export const now = Date.parse('2026-11-21T12:00:00Z');
export const smoke: SmokeReceipt = {
  schema: 1,
  service: 'payments',
  digest,
  pass: true,
  checks: [{ id: 'ready', pass: true, detail: '' }],
  healthyAfterMs: 1,
  stoppedAfterMs: 1,
  memoryBytes: 1,
};
export const finding = {
  id: 'CVE-2026-1',
  package: 'left-pad',
  version: '1.0.0',
  severity: 'high',
  source: 'lock file',
} as const;
export const waiver = {
  vulnerability: 'CVE-2026-1',
  owner: 'team',
  reason: 'not reachable',
  expires: '2026-11-21',
};
export const scan: ScanReceipt = {
  schema: 1,
  service: 'payments',
  digest,
  pass: true,
  policy: {
    schema: 1,
    standard: { name: '@acme/standard' },
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
/** An environment whose overlay is committed. */
export const inGit = (digest: string | undefined): EnvironmentState => ({
  inGit: true,
  digest,
  workTree: digest,
});

/** Everything passed, to staging, which has nothing yet. */
export const facts: PromotionFacts = {
  service: 'payments',
  environments: [{ name: 'test' }, { name: 'staging' }, { name: 'production', production: true }],
  to: 'staging',
  digest,
  upstream: inGit(digest),
  current: inGit(undefined),
  publications: [],
  allowOlder: false,
  missingKeys: [],
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
