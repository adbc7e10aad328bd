import { z } from 'zod';
import { Digest } from '../pins/pin-lock';

/** `dist/ci/<service>/publish.json`: what was pushed, as it was read back. */
export const PublishReceipt = z.strictObject({
  schema: z.literal(1),
  service: z.string(),
  digest: Digest,
  platforms: z.array(z.string()),
  references: z.array(z.string()).describe('repository:tag, all of them at the digest'),
});
export type PublishReceipt = z.infer<typeof PublishReceipt>;
