import { z } from 'zod';

const Problem = z.object({ code: z.string(), where: z.string(), what: z.string(), fix: z.string() });

/** Options of the targets of a service whose manifest is wrong. Whatever its true targets take is let through. */
export const InvalidOptions = z
  .looseObject({ problems: z.array(Problem).min(1).describe('What is wrong with the service') })
  .describe(
    'Fails with what is wrong with the service: inferred as every target where its manifest is wrong',
  );
export type InvalidOptions = z.infer<typeof InvalidOptions>;
