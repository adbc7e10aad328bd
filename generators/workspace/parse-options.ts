import { ProblemError, problemsFromZod, suggest, type Problem } from '@org/ci-core';
import { z } from 'zod';

/** Options that can be used, and what is wrong with the others. */
export interface ReadOptions<T> {
  readonly valid: Partial<T>;
  /** All of them; undefined where one is wrong or missing. */
  readonly complete: T | undefined;
  readonly problems: readonly Problem[];
}

/** Option → what to say beside "is missing", e.g. what there is to choose from. */
type Hints = Readonly<Record<string, string>>;

const missing = (option: string, hints: Hints): Problem => ({
  code: 'option-missing',
  where: 'options',
  what: `--${option} is missing`,
  fix: `give --${option}=…${hints[option] ? ` (${hints[option]})` : ''}, or run in a terminal and be asked; --help lists all options`,
});

const isObject = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null;

/** Options that have no default and were not given. */
function missingOptions(error: z.ZodError, input: unknown): string[] {
  const names = error.issues.map(({ path }) => String(path[0]));
  return isObject(input) ? names.filter((name) => input[name] === undefined && name !== 'undefined') : [];
}

/** Each option that is right by itself, so that the rest of them can be judged in the same round. */
function validOptions<T extends z.ZodObject>(schema: T, input: unknown): Partial<z.infer<T>> {
  const given = isObject(input) ? input : {};
  const entries = Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, option]) => {
    const parsed = option.safeParse(given[name]);
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
  });
  return Object.fromEntries(entries) as Partial<z.infer<T>>;
}

/** A text as people can read it in a line, however long or odd it is. */
const shown = (value: unknown): string => JSON.stringify([value]).slice(1, -1).slice(0, 80);

/** What was given and what is allowed, for an option that is known and wrong. */
function wrong(schema: z.ZodObject, issue: z.core.$ZodIssue, input: unknown): Problem {
  const name = String(issue.path[0]);
  const { description } = (schema.shape[name] ?? {}) as { description?: string };
  const given = isObject(input) ? input[name] : undefined;
  const meant =
    issue.code === 'invalid_value' && typeof given === 'string'
      ? `${suggest(given, issue.values.map(String))}; `
      : '';
  const said = issue.message.replace(/^Invalid (input|option|string): /, '');
  return {
    code: 'option',
    where: `options › ${name}`,
    what: isObject(input) ? `${said} (${shown(given)} was given)` : said,
    fix: `${meant}${description === undefined ? '' : `--${name}: ${description}; `}--help lists all options`,
  };
}

/** Words of the command line that belong to no option: Nx gives them as `_`. */
const leftOver = (words: unknown): Problem => ({
  code: 'option',
  where: 'options',
  what: `${[words].flat().map(shown).join(' ')} belongs to no option`,
  fix: 'options have names: --name=value; --help lists all options',
});

function problemsOf(schema: z.ZodObject, issue: z.core.$ZodIssue, input: unknown): Problem[] {
  const isOwn = issue.path.length > 0 && issue.code !== 'unrecognized_keys';
  return isOwn
    ? [wrong(schema, issue, input)]
    : problemsFromZod(new z.ZodError([issue]), 'options', 'option', schema);
}

/** Options with their defaults as far as they are right, and all problems of the others. */
export function readOptions<T extends z.ZodObject>(
  schema: T,
  input: unknown,
  hints: Hints = {},
): ReadOptions<z.infer<T>> {
  const { _: words, ...named } = isObject(input) ? input : {};
  if (words !== undefined) {
    const read = readOptions(schema, named, hints);
    return { ...read, complete: undefined, problems: [leftOver(words), ...read.problems] };
  }
  const parsed = schema.safeParse(input);
  if (parsed.success) return { valid: parsed.data, complete: parsed.data, problems: [] };
  const absent = missingOptions(parsed.error, input);
  const others = parsed.error.issues.filter(({ path }) => !absent.includes(String(path[0])));
  const problems = [
    ...absent.map((option) => missing(option, hints)),
    ...others.flatMap((issue) => problemsOf(schema, issue, input)),
  ];
  return { valid: validOptions(schema, input), complete: undefined, problems };
}

/**
 * Options with their defaults.
 * @throws ProblemError with all their problems
 */
export function parseOptions<T extends z.ZodObject>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ProblemError(readOptions(schema, input).problems);
}
