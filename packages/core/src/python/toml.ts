import { parse, TomlError, type TomlTable } from 'smol-toml';
import type { z } from 'zod';
import { problemsFromZod } from '../problem/from-zod';
import { failed, ok, type Result } from '../problem/result';

/** The table of a TOML file (toml.io/en/v1.0.0). Code: toml-invalid. */
export function parseToml(text: string, where: string): Result<TomlTable> {
  try {
    return ok(parse(text));
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what = 'cannot be read'] = error.message.split('\n');
    const place = `${where}:${error.line}:${error.column}`;
    return failed({ code: 'toml-invalid', where: place, what, fix: 'correct the TOML' });
  }
}

/** The table of a TOML file in its shape. Code: toml-invalid. */
export function parseTomlAs<T extends z.ZodType>(
  schema: T,
  text: string,
  where: string,
): Result<z.output<T>> {
  const table = parseToml(text, where);
  if (!table.ok) return table;
  const parsed = schema.safeParse(table.value);
  if (parsed.success) return ok(parsed.data);
  return failed(...problemsFromZod(parsed.error, where, 'toml-invalid'));
}
