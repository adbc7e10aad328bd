import { z } from 'zod';
import { Digest } from '../pins/names';

/** Something that is attached to the digest: an SBOM, the receipts that let it pass. */
const Attachment = z.strictObject({
  artifactType: z.string(),
  digest: Digest.describe('Manifest of the attachment'),
  content: Digest.describe('The attached bytes'),
});
export type Attachment = z.infer<typeof Attachment>;

/** `dist/ci/<service>/publish.json`: what was pushed, as it was read back. */
export const PublishReceipt = z.strictObject({
  schema: z.literal(1),
  service: z.string(),
  digest: Digest,
  platforms: z.array(z.string()),
  references: z.array(z.string()).describe('repository:tag, all of them at the digest'),
  attachments: z.array(Attachment).describe('In every registry, as referrers of the digest'),
});
export type PublishReceipt = z.infer<typeof PublishReceipt>;
