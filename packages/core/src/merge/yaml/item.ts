import { isMap, isScalar, isSeq, type CST, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { itemIdentities, itemName, scalarIdentities } from '../tree/identities';
import { scalarSays } from './says';

/** One pair of a mapping or one item of a list, as the parser's tokens have it. */
export interface Item {
  readonly start: readonly CST.SourceToken[];
  readonly key: Node | undefined;
  readonly sep: readonly CST.SourceToken[];
  readonly value: Node | undefined;
}

const trivia = new Set(['space', 'newline', 'comment', 'comma']);

interface CollectionToken {
  readonly items?: readonly { readonly start?: CST.SourceToken[] }[];
}

/** The items of a collection; a list has its dashes in `start`, a mapping its colons in `sep`. */
export function itemsOf(node: YAMLMap | YAMLSeq): Item[] {
  if (isSeq(node)) {
    const tokens = (node.srcToken as CollectionToken | undefined)?.items ?? [];
    return node.items.map((value, index) => ({
      start: tokens[index]?.start ?? [],
      key: undefined,
      sep: [],
      value: (value ?? undefined) as Node | undefined,
    }));
  }
  return (node.items as Pair<Node, Node | null>[]).map(({ key, value, srcToken }) => ({
    start: srcToken?.start ?? [],
    key,
    sep: srcToken?.sep ?? [],
    value: value ?? undefined,
  }));
}

const significant = (tokens: readonly CST.SourceToken[]): CST.SourceToken | undefined =>
  tokens.find(({ type }) => !trivia.has(type));

const rangeOf = (node: Node | undefined): number | undefined => node?.range?.[0];

/** Where the item's own text begins: its dash, question mark, anchor, tag, key or value. */
export const contentStartOf = ({ start, key, sep, value }: Item): number | undefined =>
  significant(start)?.offset ?? rangeOf(key) ?? significant(sep)?.offset ?? rangeOf(value);

const endOf = (token: CST.SourceToken): number => token.offset + token.source.length;

/** Where the item's key with its colon, or its dash, ends. Inline items of a list have none: where they begin. */
export function keyEndOf({ start, key, sep }: Item, contentStart: number): number {
  const colon = sep.find(({ type }) => type === 'map-value-ind');
  if (colon) return endOf(colon);
  if (key?.range) return Math.max(key.range[1], contentStart);
  const dash = start.find(({ type }) => type === 'seq-item-ind');
  return dash ? endOf(dash) : contentStart;
}

/** Anchor and tag of the item's value, and where they end. */
export function propsOf({ start, key, sep }: Item): { props: string; end: number } {
  const tokens = (key === undefined ? start : sep).filter(({ type }) => type === 'anchor' || type === 'tag');
  const last = tokens.at(-1);
  return { props: tokens.map(({ source }) => source).join(' '), end: last ? endOf(last) : 0 };
}

const textOf = (node: unknown): string | undefined => {
  if (!isScalar(node)) return undefined;
  const { value, source } = node;
  return typeof value === 'string' ? value : value === null ? undefined : source;
};

function fieldsOf(map: YAMLMap): Map<string, string> {
  const fields = new Map<string, string>();
  for (const { key, value } of map.items) {
    const name = textOf(key);
    const text = textOf(value);
    if (name !== undefined && text !== undefined) fields.set(name, text);
    if (name === 'metadata' && isMap(value)) {
      const inner = textOf(value.get('name', true));
      if (inner !== undefined) fields.set('metadata.name', inner);
    }
  }
  return fields;
}

/** What an item is called and recognised by; `key` is what its collection stands under. */
export function knownBy(
  { key: own, value }: Pick<Item, 'key' | 'value'>,
  key: string | undefined,
  text: string,
): { identities: string[]; called: string | undefined } {
  if (own !== undefined) return { identities: [], called: keyText(own, text) };
  const string = textOf(value);
  if (string !== undefined) return { identities: scalarIdentities(key, string), called: string };
  const identities = isMap(value) ? itemIdentities(fieldsOf(value), key) : [];
  return { identities, called: itemName(identities) };
}

export const isAllScalars = (node: YAMLSeq): boolean => node.items.every((item) => isScalar(item));

const keyText = (key: Node | undefined, text: string): string =>
  textOf(key) ?? (key?.range ? text.slice(key.range[0], key.range[1]) : '');

/** The item's key as it means, and the key that its value stands under: in a list, that of the list. */
export function keysOf(
  { key }: Item,
  outer: string | undefined,
  text: string,
): { key?: string; inner: string | undefined } {
  if (key === undefined) return { inner: outer };
  const name = keyText(key, text);
  return { key: scalarSays(key).says || name, inner: name };
}
