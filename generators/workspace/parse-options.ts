import { ProblemError, problemsFromZod, type Problem } from '@org/ci-core';
import { z } from 'zod';

const missing = (option: string): Problem => ({
  code: 'option-missing',
  where: 'options',
  what: `--${option} is missing`,
  fix: `give --${option}=…, or run in a terminal and be asked; --help lists all options`,
});

const isObject = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null;

/** Options that have no default and were not given. */
function missingOptions(error: z.ZodError, input: unknown): string[] {
  const names = error.issues.map(({ path }) => String(path[0]));
  return isObject(input) ? names.filter((name) => input[name] === undefined && name !== 'undefined') : [];
}

/**
 * Options with their defaults.
 * @throws ProblemError with all their problems
 */
export function parseOptions<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const absent = missingOptions(parsed.error, input);
  const wrong = parsed.error.issues.filter(({ path }) => !absent.includes(String(path[0])));
  throw new ProblemError([
    ...absent.map(missing),
    ...problemsFromZod(new z.ZodError(wrong), 'options', 'option'),
  ]);
}
