import { failed, nearest, ok, type Problem, type Result } from '@org/ci-core';
import { z } from 'zod';
import { typedText } from './option-text';

/** Options that every executor has. */
export const CommonOptions = z.object({
  dryRun: z.boolean().default(false).describe('Print the exact commands and change nothing'),
});
export type CommonOptions = z.infer<typeof CommonOptions>;

/** What Nx puts among the options for its own use, or lets through from its own command line. */
const ofNx = new Set(['__overrides_unparsed__', 'verbose', '$schema', 'interactive', 'color']);

type Given = Readonly<Record<string, unknown>>;

/** Nx makes a number of `--version=1.10`: where text is wanted, the text counts. */
function asTyped(schema: z.ZodObject, given: Given, words: readonly string[]): Given {
  const entries = Object.entries(given).map(([name, value]) => {
    const wanted = schema.shape[name] as z.ZodType | undefined;
    if (typeof value !== 'number' || wanted === undefined || wanted.safeParse(value).success)
      return [name, value];
    return [name, typedText(words, name) ?? value];
  });
  return Object.fromEntries(entries) as Given;
}

/** A schema made with looseObject takes what it does not know: others call its executor with options of their own. */
const isLoose = ({ def: { catchall } }: z.ZodObject): boolean => catchall instanceof z.ZodUnknown;

function unknownOptions(schema: z.ZodObject, given: Given, task: string): Problem[] {
  if (isLoose(schema)) return [];
  const known = Object.keys(schema.shape);
  const strange = Object.keys(given).filter((name) => !known.includes(name));
  return strange.map((name) => {
    const meant = nearest(name, known);
    const options = known.map((one) => `--${one}`).join(', ');
    return {
      code: 'executor-options',
      where: `${task} › ${name === '_' ? 'arguments' : `--${name}`}`,
      what: name === '_' ? `takes none, ${String(given._)} was given` : 'there is no such option',
      fix: meant
        ? `did you mean --${meant}?`
        : `its options: ${options}; nx run ${task} --help explains them`,
    };
  });
}

function wrongOption(schema: z.ZodObject, issue: z.core.$ZodIssue, given: Given, task: string): Problem {
  const [name = '', ...inner] = issue.path.map(String);
  const { description } = (schema.shape[name] ?? {}) as { description?: string };
  const missing = inner.length === 0 && given[name] === undefined;
  const said = issue.message.replace(/^Invalid (input|option): /, '');
  const what = missing ? 'is missing' : `${said} (${JSON.stringify(given[name])} was given)`;
  const where = `${task} › --${[name, ...inner].join('.')}`;
  const meaning = description === undefined ? '' : `--${name}: ${description}; `;
  const fix = `${meaning}nx run ${task} --help explains all options`;
  return { code: 'executor-options', where, what, fix };
}

/** The options as an executor wants them, or all their problems. `task` is `project:target`, `words` what was typed. */
export function parseOptions<T extends z.ZodObject>(
  schema: T,
  input: unknown,
  task: string,
  words: readonly string[] = [],
): Result<z.output<T>> {
  const own = Object.fromEntries(Object.entries(input ?? {}).filter(([name]) => !ofNx.has(name)));
  const given = asTyped(schema, own, words);
  const unknown = unknownOptions(schema, given, task);
  const parsed = schema.safeParse(given);
  if (parsed.success && unknown.length === 0) return ok(parsed.data);
  const wrong = parsed.error?.issues.map((issue) => wrongOption(schema, issue, given, task)) ?? [];
  return failed(...unknown, ...wrong);
}
