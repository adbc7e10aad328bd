import { stringify, type TomlTable, type TomlValue } from 'smol-toml';
import { ok, type Result } from '../problem/result';
import { parseToml } from './toml';

const tableOf = (value: TomlValue | undefined): TomlTable | undefined =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date) ? value : undefined;

/** What of uv's settings is about the root's own package, its tools, or the list of members. */
const notKept = [
  'workspace',
  'dev-dependencies',
  'default-groups',
  'dependency-groups',
  'package',
  'managed',
];

const without = (table: TomlTable, keys: readonly string[]): TomlTable =>
  Object.fromEntries(Object.entries(table).filter(([key]) => !keys.includes(key)));

/** `https://user:secret@host/simple` without who asks: a build context is cached and copied about. */
export const withoutUserinfo = (text: string): string =>
  text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/"'@]*@/gi, '$1');

/**
 * Text of a uv workspace's root, with these members: uv's settings of all of them (sources, indexes, constraints, …)
 * stay, the root's own package, its development groups and the settings of other tools do not. Code: toml-invalid.
 */
export function narrowUvRoot(text: string, members: readonly string[]): Result<string> {
  const parsed = parseToml(text, 'pyproject.toml');
  if (!parsed.ok) return parsed;
  const uv = without(tableOf(tableOf(parsed.value.tool)?.uv) ?? {}, notKept);
  const narrowed = { tool: { uv: { ...uv, workspace: { members: [...members].sort() } } } };
  return ok(withoutUserinfo(`${stringify(narrowed).trimEnd()}\n`));
}

/** What a pyproject.toml says to tools, but for uv, in an order of its own: the same for the same settings. */
export function toolSettings(text: string): string {
  const parsed = parseToml(text, 'pyproject.toml');
  const tools = parsed.ok ? without(tableOf(parsed.value.tool) ?? {}, ['uv']) : {};
  return Object.keys(tools).length === 0 ? '' : stringify(tools);
}
