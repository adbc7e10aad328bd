import type { Static, TObject } from 'typebox';
import Value from 'typebox/value';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Thrown at start with every problem of the environment at once. Problems never repeat a variable's value. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`invalid configuration: ${problems.join('; ')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the variables named by `schema`: text converted, defaults applied, empty text taken as unset. */
export function parseEnvironment<T extends TObject>(schema: T, environment: Environment): Parsed<Static<T>> {
  const given = Object.keys(schema.properties).flatMap((name) => {
    const text = environment[name]?.trim();
    return text ? [[name, text] as const] : [];
  });
  const value = Value.Convert(schema, Value.Default(schema, Object.fromEntries(given)));
  return Value.Check(schema, value)
    ? { ok: true, value }
    : { ok: false, problems: Value.Errors(schema, value).flatMap(describeProblem) };
}

type ValidationError = ReturnType<typeof Value.Errors>[number];

function describeProblem(error: ValidationError): string[] {
  return error.keyword === 'required'
    ? error.params.requiredProperties.map((name) => `${name} must be set`)
    : [`${error.instancePath.slice(1)} ${error.message}`];
}
