import { z } from 'zod';
import { Finding } from '../gate/finding';
import { ScanPolicy } from '../gate/policy';
import { Digest } from '../pins/names';

/** `dist/ci/<service>/scan.json`: what was found in which digest, by which database, judged by which policy. */
export const ScanReceipt = z.strictObject({
  schema: z.literal(1),
  service: z.string(),
  digest: Digest,
  pass: z.boolean(),
  policy: ScanPolicy,
  scanned: z.array(z.string()).describe('Every platform of the image, and the lock file'),
  findings: z.array(Finding),
  waived: z.array(z.strictObject({ finding: Finding, owner: z.string(), expires: z.string() })),
  reasons: z.array(z.string()),
});
export type ScanReceipt = z.infer<typeof ScanReceipt>;
