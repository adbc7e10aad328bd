import { parseDocument } from 'yaml';

export type ParsedJson =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly what: string };

const message = (error: unknown): string => (error instanceof Error ? error.message : 'not JSON');

/** The strings of a JSON text (RFC 8259, section 7), each with the colon that makes it a key. */
const strings = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

const keysIn = (text: string): number => [...text.matchAll(strings)].filter(([, colon]) => colon).length;

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, one) => sum + countKeys(one), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** JSON is YAML 1.2, whose parser names the key and its place. */
const duplicateIn = (text: string): string | undefined =>
  parseDocument(text, { uniqueKeys: true, logLevel: 'error' }).errors[0]?.message.split('\n')[0];

/** `JSON.parse` takes the last of two keys and says nothing, so that half of a bad merge is lost: here it is an error. */
export function parseJsonText(text: string): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, what: message(error) };
  }
  const twice = keysIn(text) === countKeys(value) ? undefined : duplicateIn(text);
  return twice === undefined ? { ok: true, value } : { ok: false, what: twice };
}
