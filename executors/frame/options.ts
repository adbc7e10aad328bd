import { failed, ok, problemsFromZod, type Result } from '@org/ci-core';
import { z } from 'zod';

/** Options that every executor has. */
export const CommonOptions = z.object({
  dryRun: z.boolean().default(false).describe('Print the exact commands and change nothing'),
});
export type CommonOptions = z.infer<typeof CommonOptions>;

/** What Nx puts among the options for its own use. */
const ofNx = new Set(['__overrides_unparsed__', 'verbose', '$schema']);

/** The options as an executor wants them, or all their problems. `where` is `project:target`. */
export function parseOptions<T extends z.ZodType>(
  schema: T,
  input: unknown,
  where: string,
): Result<z.output<T>> {
  const given = Object.entries((input ?? {}) as Record<string, unknown>).filter(([key]) => !ofNx.has(key));
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return ok(parsed.data);
  return failed(...problemsFromZod(parsed.error, `${where} options`, 'executor-options'));
}
