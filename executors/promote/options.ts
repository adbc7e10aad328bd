import { Digest, Name } from '@org/ci-core';
import { z } from 'zod';

export const PromoteOptions = z.object({
  to: Name.describe('Environment of ci.yaml in which the digest becomes current'),
  digest: Digest.optional().describe(
    'Digest to promote; the one of the environment before, or the last published one for the first environment',
  ),
  allowOlder: z
    .boolean()
    .default(false)
    .describe('Let the environment go back to a digest of an older commit'),
});
export type PromoteOptions = z.infer<typeof PromoteOptions>;
