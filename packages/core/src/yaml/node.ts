import { Pair, Scalar, YAMLMap, YAMLSeq, type ToStringOptions } from 'yaml';
import { isAmbiguous } from './quoting';

/** Plain data: what JSON can say. */
export type PlainValue =
  string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** How generated YAML is written: no line folding, multi-line text as literal blocks. */
export const printing = {
  lineWidth: 0,
  blockQuote: 'literal',
  singleQuote: true,
  flowCollectionPadding: false,
} as const satisfies ToStringOptions;

/** A scalar that every reader takes for the same value. */
export function scalarNode(value: string | number | boolean | null): Scalar {
  const node = new Scalar(value);
  if (typeof value === 'string' && isAmbiguous(value)) node.type = Scalar.QUOTE_SINGLE;
  return node;
}

const isList = (value: PlainValue): value is readonly PlainValue[] => Array.isArray(value);

/** Plain data as a node of the `yaml` package, keys in the order given. */
export function plainNode(value: PlainValue): Scalar | YAMLMap | YAMLSeq {
  if (typeof value !== 'object' || value === null) return scalarNode(value);
  if (isList(value)) {
    const list = new YAMLSeq();
    list.items.push(...value.map(plainNode));
    return list;
  }
  const mapping = new YAMLMap();
  for (const [key, one] of Object.entries(value))
    mapping.items.push(new Pair(scalarNode(key), plainNode(one)));
  return mapping;
}
