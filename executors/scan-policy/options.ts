import { z } from 'zod';

/** Options of the scan-policy executor. */
export const ScanPolicyOptions = z
  .object({
    scanner: z.string().max(40).default('trivy').describe('Scanner whose database judges'),
    databaseWithinSeconds: z
      .int()
      .min(5)
      .max(3600)
      .default(180)
      .describe('Time in which a newer database must have arrived; then the one that is there is used'),
    skipDatabaseUpdate: z
      .boolean()
      .default(false)
      .describe('Use the database that is there, however old; too old a one closes the gate'),
  })
  .describe('Writes the policy that scans are judged by today');
export type ScanPolicyOptions = z.infer<typeof ScanPolicyOptions>;
