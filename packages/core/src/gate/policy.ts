import { z } from 'zod';
import { Waiver } from '../manifest/workspace';

/**
 * `dist/ci/policy.json`: what a scan is judged by today. Whatever changes a verdict is in here (thresholds, waivers
 * that hold today, the database), so that its hash is a true part of a scan's cache key.
 */
export const ScanPolicy = z.strictObject({
  schema: z.literal(1),
  standard: z
    .object({ name: z.string() })
    .describe('Without its version: one that judges in the same way is no reason to scan again'),
  gate: z.strictObject({
    critical: z.int().min(0),
    high: z.int().min(0),
    unknown: z
      .int()
      .min(0)
      .optional()
      .describe('Advisories without a severity; where it is not set, they are reported only'),
  }),
  waivers: z.array(Waiver).describe('Those that hold today, in the order of ci.yaml'),
  database: z.strictObject({
    scanner: z.string(),
    version: z.string(),
    updatedAt: z.string(),
    stale: z.boolean().describe('Older than the policy allows'),
    maxAgeHours: z.number(),
  }),
});
export type ScanPolicy = z.infer<typeof ScanPolicy>;

/** Waivers whose last day has not passed. `today` is YYYY-MM-DD in UTC. */
export const activeWaivers = (waivers: readonly Waiver[], today: string): Waiver[] =>
  waivers.filter(({ expires }) => expires >= today);
