import { z } from 'zod';

/** Options of `nx g @org/ci:pins`. */
export const PinsOptions = z
  .strictObject({
    update: z
      .boolean()
      .default(true)
      .describe('Also ask for images that are pinned already; otherwise only for missing ones'),
  })
  .describe('Resolves the standard’s image tags to digests, from their registries, into .ci/pins.json');
export type PinsOptions = z.infer<typeof PinsOptions>;
