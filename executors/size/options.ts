import { z } from 'zod';

/** Options of the size executor. */
export const SizeOptions = z
  .object({
    budgetMb: z
      .number()
      .positive()
      .max(20_000)
      .optional()
      .describe(
        'Compressed megabytes (10^6 bytes) over the base image; the manifest or the stack has a default',
      ),
  })
  .describe('Holds the image to its size budget and says what takes the space');
export type SizeOptions = z.infer<typeof SizeOptions>;
