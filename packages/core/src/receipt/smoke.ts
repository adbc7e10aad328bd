import { z } from 'zod';
import { Digest } from '../pins/names';

const Check = z.strictObject({ id: z.string(), pass: z.boolean(), detail: z.string() });

/** `dist/ci/<service>/smoke.json`: what was seen when the image ran as production would run it. */
export const SmokeReceipt = z.strictObject({
  schema: z.literal(1),
  service: z.string(),
  digest: Digest,
  pass: z.boolean(),
  checks: z.array(Check),
  healthyAfterMs: z.int().describe('Milliseconds from container start to the first healthy answer'),
  stoppedAfterMs: z.int().describe('Milliseconds from SIGTERM to the end'),
  memoryBytes: z.int(),
});
export type SmokeReceipt = z.infer<typeof SmokeReceipt>;
