import { z } from 'zod';
import { Digest } from '../pins/names';

const PlatformImage = z.strictObject({
  platform: z.string().describe('os/architecture[/variant]'),
  digest: Digest.describe('Digest of the platform manifest'),
  size: z.int().describe('Compressed bytes of all layers'),
});

/**
 * `dist/ci/<service>/image.json`. Deterministic: the same inputs leave the same bytes.
 * `digest` is that of the manifest (one platform) or of the attestation-free index (several).
 */
export const ImageReceipt = z.strictObject({
  schema: z.literal(1),
  service: z.string(),
  repository: z.string().describe('<registry>/<service>, where the digest was pushed'),
  digest: Digest,
  mediaType: z.string(),
  platforms: z.array(PlatformImage).min(1),
});
export type ImageReceipt = z.infer<typeof ImageReceipt>;
