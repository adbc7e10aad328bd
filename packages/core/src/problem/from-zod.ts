import { z } from 'zod';
import { suggest } from './nearest';
import type { Problem } from './problem';

/** `environments[0].name` of an issue's path; the file itself where the path is empty. */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
}

function below(schema: JsonSchema, key: PropertyKey): JsonSchema {
  if (typeof key === 'number') return schema.items ?? {};
  const { properties = {}, additionalProperties: others } = schema;
  return properties[String(key)] ?? (typeof others === 'object' ? others : {});
}

/** The way over JSON Schema is not fast: once per schema, and only where a key is unknown. */
const converted = new WeakMap<z.ZodType, JsonSchema>();

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = converted.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  converted.set(schema, made);
  return made;
}

/** Keys that an object has at a path. */
function knownKeys(schema: z.ZodType | undefined, path: readonly PropertyKey[]): string[] {
  if (!schema) return [];
  const whole = jsonSchemaOf(schema);
  return Object.keys(path.reduce(below, whole).properties ?? {}).filter((key) => key !== '$schema');
}

/** In the package that users install: docs/reference of this repository is packed into it. */
const reference = 'node_modules/@org/ci/docs/reference';

const at = (source: string, path: string): string => (path ? `${source} › ${path}` : source);

function problemsOfIssue(
  issue: z.core.$ZodIssue,
  source: string,
  code: string,
  schema: z.ZodType | undefined,
): Problem[] {
  const path = formatPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path);
    return issue.keys.map((key) => ({
      code,
      where: at(source, path),
      what: `unknown key ${JSON.stringify(key.slice(0, 60))}`,
      fix: known.length > 0 ? suggest(key, known) : `remove it; the format is in ${reference}`,
    }));
  }
  const fix = path
    ? `correct ${path}; editors show what it may be, and so does ${reference}`
    : `the format is in ${reference}`;
  const what = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [{ code, where: at(source, path), what, fix }];
}

/**
 * zod's issues in our words. `source` is the file or option they came from; with their `schema`, unknown keys come with
 * the key that was probably meant.
 */
export const problemsFromZod = (
  error: z.ZodError,
  source: string,
  code: string,
  schema?: z.ZodType,
): Problem[] => error.issues.flatMap((issue) => problemsOfIssue(issue, source, code, schema));
