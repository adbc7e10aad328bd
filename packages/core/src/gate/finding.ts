import { z } from 'zod';

export const severities = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
export type Severity = (typeof severities)[number];

/** A vulnerability that a scanner found, in no scanner's words. */
export const Finding = z.strictObject({
  id: z.string(),
  package: z.string(),
  version: z.string(),
  severity: z.enum(severities),
  fixedVersion: z.string().optional(),
  title: z.string().optional(),
  url: z.string().optional(),
  /** Where it was seen: `image linux/amd64` or `lock file`. */
  source: z.string(),
});
export type Finding = z.infer<typeof Finding>;
