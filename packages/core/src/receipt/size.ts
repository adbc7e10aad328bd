import { z } from 'zod';
import { Digest } from '../pins/names';

const Part = z.strictObject({ name: z.string(), bytes: z.int() });

/** `dist/ci/<service>/size.json`: budget and breakdown of one platform's image. */
export const SizeReceipt = z.strictObject({
  schema: z.literal(1),
  service: z.string(),
  digest: Digest,
  pass: z.boolean(),
  budgetBytes: z.int(),
  overBaseBytes: z.int().describe('Compressed bytes of the layers that are not the base image’s'),
  totalBytes: z.int().describe('Compressed bytes of all layers'),
  layers: z.array(
    z.strictObject({ digest: Digest, bytes: z.int(), base: z.boolean(), createdBy: z.string() }),
  ),
  packages: z
    .array(Part)
    .describe('Uncompressed bytes of the layers over the base, by package or folder, largest first'),
});
export type SizeReceipt = z.infer<typeof SizeReceipt>;
