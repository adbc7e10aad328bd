import { ProblemError, problemsFromZod } from '@org/ci-core';
import type { z } from 'zod';

/**
 * Options with their defaults.
 * @throws ProblemError with all their problems
 */
export function parseOptions<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ProblemError(problemsFromZod(parsed.error, 'options', 'option'));
}
