import { failed, ok, type Result } from '../problem/result';

/**
 * One step into a structured file: the value of a key of a mapping, or the item of a list that has this id, name or
 * text. Never an index: indices hit another item as soon as somebody adds one.
 */
export type Segment = { readonly key: string } | { readonly item: string };

/** Where something is in a structured file, from its root. The root itself is the empty address. */
export type Address = readonly Segment[];

/** Keys that can be written without quotes. `@` begins no quoted text and is in no YAML key that we know to mean more. */
const plainKey = /^[A-Za-z0-9_$@/-]+$/;
const plainItem = /^[^"[\]\s](?:[^"[\]\n\r]*[^"[\]\s])?$/;

function formatSegment(segment: Segment, index: number): string {
  if ('item' in segment)
    return plainItem.test(segment.item) ? `[${segment.item}]` : `[=${JSON.stringify(segment.item)}]`;
  if (!plainKey.test(segment.key)) return `[${JSON.stringify(segment.key)}]`;
  return index === 0 ? segment.key : `.${segment.key}`;
}

/** `jobs.verify.steps[check].run`, `metadata.labels["app.kubernetes.io/name"]`; the root is the empty text. */
export const formatAddress = (address: Address): string => address.map(formatSegment).join('');

const segment =
  /\.?([A-Za-z0-9_$@/-]+)|\[("(?:[^"\\]|\\.)*")\]|\[=("(?:[^"\\]|\\.)*")\]|\[([^"[\]\s](?:[^"[\]\n\r]*[^"[\]\s])?)\]/y;

function readSegment(match: RegExpExecArray): Segment | undefined {
  const [, key, quotedKey, quotedItem, item] = match;
  if (key !== undefined) return { key };
  if (item !== undefined) return { item };
  try {
    return quotedKey === undefined
      ? { item: JSON.parse(quotedItem ?? '') as string }
      : { key: JSON.parse(quotedKey) as string };
  } catch {
    return undefined;
  }
}

/** The reverse of formatAddress. `where` is shown in the problem. */
export function parseAddress(text: string, where: string): Result<Address> {
  const address: Segment[] = [];
  const pattern = new RegExp(segment);
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(text);
    const one = match && readSegment(match);
    const needsDot = at > 0 && match?.[1] !== undefined && !text.startsWith('.', at);
    if (!one || needsDot || (at === 0 && text.startsWith('.')))
      return failed({
        code: 'address-invalid',
        where,
        what: `${JSON.stringify(text)} is not understood from ${JSON.stringify(text.slice(at, at + 20))} on`,
        fix: 'write keys with dots and items of lists by id or name: jobs.verify.steps[check].run, labels["app.kubernetes.io/name"]',
      });
    address.push(one);
  }
  return ok(address);
}
