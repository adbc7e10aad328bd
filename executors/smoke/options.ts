import { z } from 'zod';

/** Options of the smoke executor. */
export const SmokeOptions = z
  .object({
    healthyWithinSeconds: z
      .int()
      .min(1)
      .max(900)
      .optional()
      .describe('Time until the service must be ready; the standard has a default'),
    migrateWithinSeconds: z
      .int()
      .min(1)
      .max(3600)
      .default(120)
      .describe('Time in which the migration must end'),
    runtime: z
      .string()
      .max(64)
      .optional()
      .describe(
        'Set by the plugin: another word where the standard has it run in another way, so that it is run again',
      ),
  })
  .describe('Runs the image as production would and watches it');
export type SmokeOptions = z.infer<typeof SmokeOptions>;
