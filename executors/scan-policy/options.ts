import { z } from 'zod';

/** Options of the scan-policy executor. */
export const ScanPolicyOptions = z
  .object({
    scanner: z.string().max(40).default('trivy').describe('Scanner whose database judges'),
    skipDatabaseUpdate: z
      .boolean()
      .default(false)
      .describe('Use the database that is there, however old; too old a one closes the gate'),
  })
  .describe('Writes the policy that scans are judged by today');
export type ScanPolicyOptions = z.infer<typeof ScanPolicyOptions>;
