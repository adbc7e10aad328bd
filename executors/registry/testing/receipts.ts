import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImageReceipt, ScanReceipt } from '@org/ci-core';

export const scanOf = (service: string, digest: string): ScanReceipt => ({
  schema: 1,
  service,
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
      updatedAt: new Date().toISOString(),
      stale: false,
      maxAgeHours: 48,
    },
  },
  scanned: ['linux/amd64'],
  findings: [],
  waived: [],
  reasons: [],
});

/** Receipts of checks that passed for the digest. */
export async function writePassed(
  root: string,
  image: ImageReceipt,
  failed?: 'smoke' | 'scan',
): Promise<void> {
  const { service, digest } = image;
  const common = { schema: 1, service, digest, pass: true };
  const receipts: Record<string, object> = {
    image,
    smoke: {
      ...common,
      pass: failed !== 'smoke',
      checks: [{ id: 'ready', pass: failed !== 'smoke', detail: '' }],
      healthyAfterMs: 1,
      stoppedAfterMs: 1,
      memoryBytes: 1,
    },
    size: { ...common, budgetBytes: 9, overBaseBytes: 1, totalBytes: 1, layers: [], packages: [] },
    scan: {
      ...scanOf(service, digest),
      pass: failed !== 'scan',
      reasons: failed === 'scan' ? ['1 critical found'] : [],
    },
  };
  const folder = path.join(root, 'dist/ci', service);
  await mkdir(folder, { recursive: true });
  for (const [kind, receipt] of Object.entries(receipts))
    await writeFile(path.join(folder, `${kind}.json`), JSON.stringify(receipt));
}
