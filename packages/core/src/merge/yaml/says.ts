import { isAlias, isScalar, type Node } from 'yaml';
import type { Leaf } from '../tree/tree';

const forms: Record<string, Leaf['form']> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'lines',
  BLOCK_FOLDED: 'lines',
};

/** Numbers are compared as written: 3.10 is not 3.1 to whoever reads a version. */
export function scalarSays(node: Node | null | undefined): Pick<Leaf, 'says' | 'form' | 'string'> {
  if (!node) return { says: 'null', form: 'plain' };
  if (isAlias(node)) return { says: `*${node.source}`, form: 'plain' };
  if (!isScalar(node)) return { says: '', form: 'plain' };
  const form = forms[node.type ?? ''] ?? 'plain';
  const { value, source } = node;
  if (typeof value === 'string') return { says: JSON.stringify(value), form, string: value };
  if (value === null) return { says: 'null', form };
  return { says: (source ?? '').toLowerCase(), form };
}
