import { receiptPath, ScanReceipt, SizeReceipt, SmokeReceipt, type ImageReceipt } from '@org/ci-core';
import type { Sandbox } from './sandbox.js';

const policy = {
  schema: 1,
  standard: { name: '@org/ci-standard', version: '0.1.0' },
  gate: { critical: 0, high: 5 },
  waivers: [],
  database: {
    scanner: 'trivy',
    version: '2',
    updatedAt: '2026-01-01T00:00:00Z',
    stale: false,
    maxAgeHours: 48,
  },
};

/** Receipts of checks that passed for an image, where only its publication is looked at. */
export async function writePassed(
  workspace: Sandbox,
  { service, digest, platforms }: ImageReceipt,
): Promise<void> {
  const common = { schema: 1, service, digest, pass: true };
  const scanned = platforms.map(({ platform }) => platform);
  const receipts = {
    smoke: SmokeReceipt.parse({
      ...common,
      checks: [],
      healthyAfterMs: 1,
      stoppedAfterMs: 1,
      memoryBytes: 1,
    }),
    size: SizeReceipt.parse({
      ...common,
      budgetBytes: 9,
      overBaseBytes: 1,
      totalBytes: 1,
      layers: [],
      packages: [],
    }),
    scan: ScanReceipt.parse({ ...common, policy, scanned, findings: [], waived: [], reasons: [] }),
  };
  for (const kind of ['smoke', 'size', 'scan'] as const)
    await workspace.write(receiptPath(service, kind), JSON.stringify(receipts[kind]));
}
